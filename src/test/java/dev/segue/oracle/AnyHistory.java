package dev.segue.oracle;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random short histories of one customer: out of order, repeated, at one instant, refunded too early and too much. */
final class AnyHistory {

    /** What some take for numbers. */
    private static final List<String> ODD = List.of(
            "5d",
            "NaN",
            "Infinity",
            "0x10",
            "1e2",
            "1E-2",
            "+5",
            ".5",
            "5.",
            " 5",
            "5 ",
            "1,5",
            "1_000",
            "",
            "-",
            "1e400",
            "0.1000000000000000055511151231257827",
            "-0",
            "9223372036854775808",
            "007");

    private final Random random;
    private final long unit;
    private final long base;
    private final boolean live;
    private final boolean repeats;
    private final List<Activity> read = new ArrayList<>();
    private final int most;
    private long clock;
    private long profileAt;
    private int ids;

    /**
     * @param live whether records may be dated ahead of the clock
     * @param repeats whether records may be read twice, and order ids be used twice
     * @param most records at most
     */
    AnyHistory(Random random, long unit, long base, boolean live, boolean repeats, int most) {
        this.random = random;
        this.unit = unit;
        this.base = base;
        this.live = live;
        this.repeats = repeats;
        this.most = most;
        this.clock = base + unit;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int wanted = 1 + random.nextInt(most);
        for (int i = 0; i < wanted; i++) {
            clock += unit * oneOf(List.of(0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 10));
            steps.add(step());
        }
        steps.add(new Step.Pass(clock + 60 * unit));
        return steps;
    }

    private Step step() {
        int kind = random.nextInt(60);
        if (kind == 0) {
            return new Step.Read(new Forget(Scenario.CUSTOMER), clock);
        } else if (kind < 6) {
            return new Step.Pass(clock);
        } else if (kind < 12) {
            return new Step.Read(profile(), clock);
        } else if (kind < 16 && repeats && !read.isEmpty()) {
            return new Step.Read(oneOf(read), clock);
        }
        Activity activity = activity(occurredAt());
        read.add(activity);
        return new Step.Read(activity, clock);
    }

    private long occurredAt() {
        int kind = random.nextInt(10);
        if (kind < 2) {
            return Math.max(base + unit, clock - unit * random.nextInt(16));
        } else if (kind == 2 && live) {
            return clock + unit * random.nextInt(12);
        }
        return clock;
    }

    private CustomerEvent profile() {
        Map<String, Object> attributes = new TreeMap<>();
        maybe(attributes, "tier", List.of("gold", "c1", ""));
        maybe(
                attributes,
                "age",
                List.of(1L, 5L, 10L, 2.5, "5", Long.MAX_VALUE, Long.MIN_VALUE, 9_007_199_254_740_993L));
        maybe(attributes, "vip", List.of(true, false, "yes"));
        maybe(attributes, "score", List.of("12.5", "5", "x", 0.1, 2L, 1e300, -1e19, true, oneOf(ODD)));
        boolean sameInstant = profileAt > 0 && random.nextInt(4) == 0;
        profileAt = sameInstant ? profileAt : clock - unit * oneOf(List.of(0, 0, 0, 1, 5));
        return new ProfileUpdate(Scenario.CUSTOMER, profileAt, attributes);
    }

    private <T> void maybe(Map<String, Object> attributes, String name, List<T> values) {
        if (random.nextInt(3) > 0) {
            attributes.put(name, oneOf(values));
        }
    }

    private Activity activity(long at) {
        String eventId = "e" + ids++;
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> click(eventId, at);
            case 3, 4 -> purchase(eventId, at);
            default ->
                new Refund(
                        eventId, orderId(), Scenario.CUSTOMER, at, amount(), oneOf("EUR", "USD"), oneOf(null, "web"));
        };
    }

    private Click click(String eventId, long at) {
        Map<String, String> properties = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            properties.put("price", oneOf("5", "0.1", "0.2", "12.5", "x", "-2", oneOf(ODD)));
        }
        if (random.nextInt(8) == 0) {
            properties.put(oneOf("itemId", "value", "amount"), oneOf("i1", "5"));
        }
        if (random.nextInt(3) == 0) {
            properties.put("colour", oneOf("red", "blue", "5"));
        }
        return new Click(
                eventId,
                Scenario.CUSTOMER,
                oneOf("view", "view", "cart"),
                at,
                null,
                oneOf("i1", "i2", "i1", null),
                oneOf("c1", "c1.x", "c2", null),
                oneOf("web", "app", null),
                oneOf(null, 1.0, 2.5, 0.1, 0.2, 10.0, -1.5, 1e300, -0.0),
                properties);
    }

    private Purchase purchase(String eventId, long at) {
        List<Purchase.Item> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(new Purchase.Item(oneOf("i1", "i2"), oneOf("c1", "c2", null), 1 + random.nextInt(3), amount()));
        }
        return new Purchase(
                eventId, unusedAt(at), Scenario.CUSTOMER, at, amount(), oneOf("EUR", "USD"), oneOf("web", null), items);
    }

    /** Two orders of one id at one instant would have no order between them, and so no right answer to a refund. */
    private String unusedAt(long at) {
        String orderId = orderId();
        boolean used = read.stream()
                .anyMatch(activity -> activity instanceof Purchase purchase
                        && (!repeats || purchase.occurredAt() == at)
                        && purchase.orderId() != null
                        && purchase.orderId().equals(orderId));
        return used ? null : orderId;
    }

    private String orderId() {
        return repeats ? oneOf("o1", "o1", "o2", "5", null) : oneOf("5", "o" + ids, "o" + (ids - 1), "o" + (ids - 2));
    }

    private BigDecimal amount() {
        return new BigDecimal(oneOf("0", "0.1", "0.2", "5", "10", "10.0000", "20.5", "100"));
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
