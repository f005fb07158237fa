package dev.segue.oracle;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A customer's timeline as a plain list of records, made into entries anew each time somebody looks. */
final class NaiveTimeline {

    private final List<Activity> kept;
    /** What the retention dropped, as it stood then: it still counts for life. */
    private final List<Entry> dropped;

    NaiveTimeline() {
        this(List.of(), List.of());
    }

    private NaiveTimeline(List<Activity> kept, List<Entry> dropped) {
        this.kept = new ArrayList<>(kept);
        this.dropped = new ArrayList<>(dropped);
    }

    NaiveTimeline copy() {
        return new NaiveTimeline(kept, dropped);
    }

    boolean holds(String eventId) {
        return kept.stream().anyMatch(activity -> activity.eventId().equals(eventId));
    }

    /** When the oldest record kept occurred; never where none is. */
    long oldestKept() {
        return kept.stream().mapToLong(Activity::occurredAt).min().orElse(Long.MAX_VALUE);
    }

    void add(Activity activity) {
        kept.add(activity);
    }

    /** Counts for life only; no refund finds it, and it finds no order. */
    void addForLife(Activity activity) {
        NaiveTimeline alone = new NaiveTimeline();
        alone.add(activity);
        dropped.addAll(alone.entries(activity.occurredAt()));
    }

    /** Drops what occurred at or before the instant, as it stands at the clock. */
    void dropUpTo(long instant, long clock) {
        Map<Purchase, BigDecimal> left = amountsLeft(clock);
        for (Activity activity : List.copyOf(kept)) {
            if (activity.occurredAt() <= instant) {
                addEntries(activity, left, dropped);
                kept.remove(activity);
            }
        }
    }

    /** All entries up to now, orders lowered by the refunds up to now. */
    List<Entry> entries(long now) {
        List<Entry> entries = new ArrayList<>(dropped);
        Map<Purchase, BigDecimal> left = amountsLeft(now);
        for (Activity activity : kept) {
            if (activity.occurredAt() <= now) {
                addEntries(activity, left, entries);
            }
        }
        return entries;
    }

    /** What is left of each order after the refunds up to now; an order wholly refunded is not among them. */
    private Map<Purchase, BigDecimal> amountsLeft(long now) {
        Map<Purchase, BigDecimal> left = new IdentityHashMap<>();
        Set<Purchase> refunded = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Activity activity : kept) {
            if (activity instanceof Purchase purchase) {
                left.put(purchase, purchase.amount());
            }
        }
        for (Activity activity : kept) {
            if (activity instanceof Refund refund && refund.occurredAt() <= now && orderOf(refund) != null) {
                left.merge(orderOf(refund), refund.amount(), BigDecimal::subtract);
                refunded.add(orderOf(refund));
            }
        }
        refunded.forEach(purchase -> left.compute(purchase, (any, amount) -> amount.signum() > 0 ? amount : null));
        return left;
    }

    /** The newest kept order of the refund's id that is not later than the refund, or null. */
    private Purchase orderOf(Refund refund) {
        Purchase newest = null;
        for (Activity activity : kept) {
            if (activity instanceof Purchase purchase
                    && refund.orderId() != null
                    && refund.orderId().equals(purchase.orderId())
                    && purchase.occurredAt() <= refund.occurredAt()
                    && (newest == null || purchase.occurredAt() > newest.occurredAt())) {
                newest = purchase;
            }
        }
        return newest;
    }

    private static void addEntries(Activity activity, Map<Purchase, BigDecimal> left, List<Entry> entries) {
        Map<String, Object> properties = new HashMap<>();
        if (activity instanceof Click click) {
            properties.putAll(click.properties());
            put(properties, "sessionId", click.sessionId());
            put(properties, "itemId", click.itemId());
            put(properties, "category", click.category());
            put(properties, "channel", click.channel());
            put(properties, "value", click.value());
            entries.add(new Entry(click.type(), click.occurredAt(), properties));
        } else if (activity instanceof Refund refund) {
            order(properties, refund.orderId(), refund.currency(), refund.channel(), refund.amount());
            entries.add(new Entry("refund", refund.occurredAt(), properties));
        } else if (activity instanceof Purchase purchase) {
            if (left.containsKey(purchase)) {
                order(properties, purchase.orderId(), purchase.currency(), purchase.channel(), left.get(purchase));
                entries.add(new Entry("purchase", purchase.occurredAt(), properties));
            }
            purchase.items().forEach(item -> entries.add(itemEntry(purchase, item)));
        }
    }

    private static Entry itemEntry(Purchase purchase, Purchase.Item item) {
        Map<String, Object> properties = new HashMap<>();
        order(properties, purchase.orderId(), purchase.currency(), purchase.channel(), item.amount());
        put(properties, "itemId", item.itemId());
        put(properties, "category", item.category());
        put(properties, "quantity", (long) item.quantity());
        return new Entry("purchase_item", purchase.occurredAt(), properties);
    }

    private static void order(
            Map<String, Object> properties, String orderId, String currency, String channel, BigDecimal amount) {
        put(properties, "orderId", orderId);
        put(properties, "currency", currency);
        put(properties, "channel", channel);
        put(properties, "amount", amount);
    }

    private static void put(Map<String, Object> properties, String name, Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
