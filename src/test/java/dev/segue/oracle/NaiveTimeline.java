package dev.segue.oracle;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A customer's timeline as a plain list of records, made into entries anew each time somebody looks. */
final class NaiveTimeline {

    private final List<Activity> kept;
    /** What the retention dropped, as it stood then: it still counts for life. */
    private final List<Entry> dropped;
    /** Orders dropped, each with the refunds that were kept then: what those gave back on it they give on no other. */
    private final Map<Purchase, List<Activity>> droppedOrders;

    NaiveTimeline() {
        this(List.of(), List.of(), Map.of());
    }

    private NaiveTimeline(List<Activity> kept, List<Entry> dropped, Map<Purchase, List<Activity>> droppedOrders) {
        this.kept = new ArrayList<>(kept);
        this.dropped = new ArrayList<>(dropped);
        this.droppedOrders = new HashMap<>(droppedOrders);
    }

    NaiveTimeline copy() {
        return new NaiveTimeline(kept, dropped, droppedOrders);
    }

    boolean holds(String eventId) {
        return kept.stream().anyMatch(activity -> activity.eventId().equals(eventId));
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
        List<Activity> before = List.copyOf(kept);
        for (Activity activity : before) {
            if (activity.occurredAt() <= instant) {
                addEntries(activity, left, dropped);
                if (activity instanceof Purchase purchase) {
                    droppedOrders.put(purchase, before);
                }
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
        List<Purchase> oldestFirst = new ArrayList<>(droppedOrders.keySet());
        List<Refund> refunds = new ArrayList<>();
        for (Activity activity : kept) {
            if (activity instanceof Purchase purchase) {
                oldestFirst.add(purchase);
            } else if (activity instanceof Refund refund && refund.occurredAt() <= now) {
                refunds.add(refund);
            }
        }
        oldestFirst.sort(Comparator.comparingLong(Purchase::occurredAt));
        refunds.sort(Comparator.comparingLong(Refund::occurredAt));
        Map<Purchase, BigDecimal> left = new IdentityHashMap<>();
        oldestFirst.forEach(purchase -> left.put(purchase, purchase.amount()));
        refunds.forEach(refund -> retract(refund, oldestFirst, left));
        return left;
    }

    private void retract(Refund refund, List<Purchase> oldestFirst, Map<Purchase, BigDecimal> left) {
        BigDecimal rest = refund.amount();
        for (Purchase purchase : oldestFirst) {
            boolean matches = refund.orderId() != null
                    && refund.orderId().equals(purchase.orderId())
                    && purchase.occurredAt() <= refund.occurredAt()
                    && left.containsKey(purchase)
                    && droppedOrders.getOrDefault(purchase, kept).contains(refund);
            if (!matches) {
                continue;
            }
            BigDecimal before = left.get(purchase);
            if (rest.compareTo(before) < 0) {
                left.put(purchase, before.subtract(rest));
                return;
            }
            left.remove(purchase);
            rest = rest.subtract(before);
            if (rest.signum() == 0) {
                return;
            }
        }
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
