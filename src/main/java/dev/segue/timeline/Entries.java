package dev.segue.timeline;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The entries that one event makes in a timeline. */
final class Entries {

    /** The entry type of an order. */
    static final String PURCHASE = "purchase";

    /** The entry type of a line of an order. */
    static final String PURCHASE_ITEM = "purchase_item";

    /** The entry type of money given back. */
    static final String REFUND = "refund";

    private Entries() {}

    /** An entry and its type. */
    record Typed(String type, Entry entry) {}

    /** The entries of an event; the first of them bears the hash of its id. */
    static List<Typed> of(Activity activity, long eventHash) {
        if (activity instanceof Click click) {
            return List.of(new Typed(click.type().intern(), clickEntry(click, eventHash)));
        }
        if (activity instanceof Purchase purchase) {
            return purchaseEntries(purchase, eventHash);
        }
        Refund refund = (Refund) activity;
        Properties properties = new Properties()
                .put("amount", Amount.of(refund.amount()))
                .put("orderId", refund.orderId())
                .put("currency", refund.currency())
                .put("channel", refund.channel());
        return List.of(new Typed(REFUND, properties.entry(refund.occurredAt(), eventHash)));
    }

    private static Entry clickEntry(Click click, long eventHash) {
        Properties properties = new Properties();
        // named fields win over properties of the same name
        new TreeMap<>(click.properties()).forEach(properties::put);
        properties
                .put("sessionId", click.sessionId())
                .put("itemId", click.itemId())
                .put("category", click.category())
                .put("channel", click.channel())
                .put("value", click.value());
        return properties.entry(click.occurredAt(), eventHash);
    }

    private static List<Typed> purchaseEntries(Purchase purchase, long eventHash) {
        List<Typed> entries = new ArrayList<>(1 + purchase.items().size());
        Properties order = new Properties()
                .put("amount", Amount.of(purchase.amount()))
                .put("orderId", purchase.orderId())
                .put("currency", purchase.currency())
                .put("channel", purchase.channel());
        entries.add(new Typed(PURCHASE, order.entry(purchase.occurredAt(), eventHash)));
        for (Purchase.Item item : purchase.items()) {
            Properties line = new Properties()
                    .put("itemId", item.itemId())
                    .put("category", item.category())
                    .put("quantity", (long) item.quantity())
                    .put("amount", Amount.of(item.amount()))
                    .put("orderId", purchase.orderId())
                    .put("currency", purchase.currency())
                    .put("channel", purchase.channel());
            entries.add(new Typed(PURCHASE_ITEM, line.entry(purchase.occurredAt(), 0)));
        }
        return entries;
    }

    /** Properties on their way into an entry; null values are left out, a later value replaces an earlier one. */
    private static final class Properties {

        private final List<String> names = new ArrayList<>(8);
        private final List<Object> values = new ArrayList<>(8);

        Properties put(String name, Object value) {
            int index = names.indexOf(name);
            if (value == null) {
                return this;
            }
            if (index >= 0) {
                values.set(index, value);
                return this;
            }
            names.add(name.intern());
            values.add(value);
            return this;
        }

        Entry entry(long at, long eventHash) {
            return new Entry(at, eventHash, names.toArray(String[]::new), values.toArray());
        }
    }
}
