package dev.segue.timeline;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
            return List.of(new Typed(Names.shared(click.type()), clickEntry(click, eventHash)));
        }
        if (activity instanceof Purchase purchase) {
            return purchaseEntries(purchase, eventHash);
        }
        Refund refund = (Refund) activity;
        Properties properties = new Properties()
                .channel(refund.channel())
                .amount(Amount.of(refund.amount()))
                .orderId(refund.orderId())
                .currency(refund.currency());
        return List.of(new Typed(REFUND, properties.entry(refund.occurredAt(), eventHash)));
    }

    private static Entry clickEntry(Click click, long eventHash) {
        return new Properties()
                .sessionId(click.sessionId())
                .itemId(click.itemId())
                .category(click.category())
                .channel(click.channel())
                .value(click.value())
                .others(click.properties())
                .entry(click.occurredAt(), eventHash);
    }

    private static List<Typed> purchaseEntries(Purchase purchase, long eventHash) {
        List<Typed> entries = new ArrayList<>(1 + purchase.items().size());
        Properties order = new Properties()
                .channel(purchase.channel())
                .amount(Amount.of(purchase.amount()))
                .orderId(purchase.orderId())
                .currency(purchase.currency());
        entries.add(new Typed(PURCHASE, order.entry(purchase.occurredAt(), eventHash)));
        for (Purchase.Item item : purchase.items()) {
            Properties line = new Properties()
                    .itemId(item.itemId())
                    .category(item.category())
                    .channel(purchase.channel())
                    .quantity(item.quantity())
                    .amount(Amount.of(item.amount()))
                    .orderId(purchase.orderId())
                    .currency(purchase.currency());
            entries.add(new Typed(PURCHASE_ITEM, line.entry(purchase.occurredAt(), 0)));
        }
        return entries;
    }

    /** Properties on their way into an entry, the standard ones in the order of their bits; null values are left out. */
    private static final class Properties {

        private final Object[] values = new Object[Shape.STANDARDS];
        private int mask;
        private int size;
        private Map<String, String> others = Map.of();

        Properties sessionId(String value) {
            return put(0, value);
        }

        Properties itemId(String value) {
            return put(1, value);
        }

        Properties category(String value) {
            return put(2, value);
        }

        Properties channel(String value) {
            return put(3, value);
        }

        Properties value(Double value) {
            return put(4, value);
        }

        Properties quantity(long value) {
            return put(5, value);
        }

        Properties amount(Amount value) {
            return put(6, value);
        }

        Properties orderId(String value) {
            return put(7, value);
        }

        Properties currency(String value) {
            return put(8, value);
        }

        private Properties put(int bit, Object value) {
            if (value != null) {
                mask |= 1 << bit;
                values[size++] = value;
            }
            return this;
        }

        Properties others(Map<String, String> properties) {
            others = properties;
            return this;
        }

        Entry entry(long at, long eventHash) {
            Shape plain = Shape.plain(mask);
            return others.isEmpty()
                    ? new Entry(at, eventHash, plain, Arrays.copyOf(values, size))
                    : withOthers(plain, at, eventHash);
        }

        private Entry withOthers(Shape plain, long at, long eventHash) {
            String[] names = othersBeside(plain);
            Object[] all = Arrays.copyOf(values, size + names.length);
            for (int i = 0; i < names.length; i++) {
                all[size + i] = others.get(names[i]);
            }
            // all of them are strings, whatever kind a standard property of that name is of
            return new Entry(at, eventHash, Shape.of(mask, names, new byte[names.length]), all);
        }

        // in order; named fields win over properties of the same name
        private String[] othersBeside(Shape plain) {
            String[] names = new String[others.size()];
            int count = 0;
            for (String name : others.keySet()) {
                if (plain.indexOf(name) < 0) {
                    names[count++] = Names.shared(name);
                }
            }
            String[] beside = count == names.length ? names : Arrays.copyOf(names, count);
            Arrays.sort(beside);
            return beside;
        }
    }
}
