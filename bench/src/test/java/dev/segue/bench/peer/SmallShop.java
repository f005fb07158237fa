package dev.segue.bench.peer;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A seeded load in the order in which it arrives: 90 % clicks, 8 % orders, 2 % refunds; some late, some twice; no two at one time. */
final class SmallShop {

    static final long START = 1_700_000_000_000L;
    static final long LATENESS = 9 * 60_000;
    private static final long SPAN = 35L * 24 * 3600 * 1000;
    private static final String[] CLICKS = {
        "product_view", "product_view", "product_view", "page_view", "search", "add_to_cart"
    };

    private final Random random;
    private final List<Purchase> orders = new ArrayList<>();
    private final TreeMap<Long, Activity> byArrival = new TreeMap<>();
    private final int customers;

    private SmallShop(long seed, int customers) {
        this.random = new Random(seed);
        this.customers = customers;
    }

    static List<Activity> arrivals(long seed, int customers, int events) {
        SmallShop shop = new SmallShop(seed, customers);
        long[] session = new long[4];
        for (int i = 0; i < events; i++) {
            if (i % 10 == 0) {
                session[0] = (long) (customers * Math.pow(shop.random.nextDouble(), 3));
                session[1] = START + shop.random.nextLong(SPAN);
            }
            session[1] += 1000 + shop.random.nextLong(240_000);
            shop.event(i, "u" + session[0], session[1]);
        }
        return new ArrayList<>(shop.byArrival.values());
    }

    private void event(int i, String customer, long at) {
        Activity event = activity(String.format("e-%012d", i), customer, at);
        long arrival = at;
        if (random.nextInt(50) == 0) {
            arrival += random.nextLong(LATENESS);
        }
        put(arrival, event);
        if (random.nextInt(1000) == 0) {
            put(arrival + random.nextLong(LATENESS - (arrival - at)), event);
        }
    }

    private void put(long arrival, Activity event) {
        long free = arrival;
        while (byArrival.putIfAbsent(free, event) != null) {
            free++;
        }
    }

    private Activity activity(String id, String customer, long at) {
        int kind = random.nextInt(50);
        if (kind == 0 && !orders.isEmpty()) {
            Purchase of = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(50)));
            BigDecimal amount = random.nextBoolean() ? of.amount() : BigDecimal.valueOf(random.nextInt(100_0000), 4);
            return new Refund(id, of.orderId(), of.customerId(), at, amount, "EUR", null);
        }
        if (kind <= 4) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(250_0000), 4);
            Purchase order = new Purchase(id, "o-" + id, customer, at, amount, "EUR", "web", List.of());
            orders.add(order);
            return order;
        }
        String type = CLICKS[random.nextInt(CLICKS.length)];
        String category = random.nextInt(20) == 0 ? null : "c" + (int) (12 * Math.pow(random.nextDouble(), 1.5));
        return new Click(id, customer, type, at, "s-" + id, "i-" + id, category, "web", null, Map.of());
    }
}
