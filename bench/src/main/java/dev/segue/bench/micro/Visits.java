package dev.segue.bench.micro;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What customers do, without end: visits of some ten minutes, one after another, of customers of whom some come more often
 * (Zipf 0.8); nine clicks in ten events, purchases, and refunds now and then. In 35 days a customer does 40 things on average.
 */
final class Visits {

    static final int ITEMS = 5_000;
    static final int CATEGORIES = 50;

    private static final long MINUTE = 60_000;
    private static final long SPAN = 35L * 24 * 60 * MINUTE;
    private static final int EVENTS_EACH = 40;
    private static final int EVENTS_A_VISIT = 6;

    private final Random random;
    private final double[] shares;
    private final String[] lastOrders;
    private final long pause;
    private long clock = 1_700_000_000_000L;
    private int customer;
    private int left;
    private long number;

    Visits(int customers, long seed) {
        random = new Random(seed);
        shares = new double[customers];
        lastOrders = new String[customers];
        double sum = 0;
        for (int i = 0; i < customers; i++) {
            sum += Math.pow(i + 1, -0.8);
            shares[i] = sum;
        }
        pause = SPAN / ((long) customers * EVENTS_EACH / EVENTS_A_VISIT);
    }

    /** As many events as fill 35 days. */
    int spanOfEvents() {
        return shares.length * EVENTS_EACH;
    }

    /** Whose the latest event is. */
    int customer() {
        return customer;
    }

    Activity next() {
        if (left == 0) {
            customer = anyone();
            left = 1 + random.nextInt(2 * EVENTS_A_VISIT - 1);
            clock += (long) (pause * 2 * random.nextDouble());
        }
        left--;
        clock += 10_000 + random.nextInt(100_000);
        number++;
        int kind = random.nextInt(100);
        if (kind < 90) {
            return click(kind);
        }
        return kind < 98 || lastOrders[customer] == null ? purchase() : refund();
    }

    private int anyone() {
        double sought = random.nextDouble() * shares[shares.length - 1];
        int index = java.util.Arrays.binarySearch(shares, sought);
        return index >= 0 ? index : -index - 1;
    }

    private Click click(int kind) {
        String type = kind < 60 ? "product_view" : kind < 70 ? "search" : kind < 80 ? "add_to_cart" : "page_view";
        int item = random.nextInt(ITEMS);
        boolean ofItem = kind < 60 || kind >= 70;
        return new Click(
                "e" + number,
                "customer-" + customer,
                type,
                clock,
                "s" + number / 8,
                ofItem ? "item-" + item : null,
                ofItem ? "c" + item % CATEGORIES : null,
                "web",
                null,
                Map.of());
    }

    private Purchase purchase() {
        List<Purchase.Item> items = new ArrayList<>();
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int item = random.nextInt(ITEMS);
            BigDecimal price = BigDecimal.valueOf(500 + random.nextInt(10_000), 2);
            items.add(new Purchase.Item("item-" + item, "c" + item % CATEGORIES, 1, price));
            amount = amount.add(price);
        }
        lastOrders[customer] = "o" + number;
        return new Purchase("e" + number, "o" + number, "customer-" + customer, clock, amount, "EUR", "web", items);
    }

    private Refund refund() {
        String order = lastOrders[customer];
        lastOrders[customer] = null;
        return new Refund("e" + number, order, "customer-" + customer, clock, BigDecimal.TEN, "EUR", "web");
    }
}
