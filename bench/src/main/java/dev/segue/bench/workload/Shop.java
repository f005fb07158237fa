package dev.segue.bench.workload;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseItem;
import dev.segue.avro.PurchaseKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the single events: what is looked at, what it costs. Clicks happen at even milliseconds, purchases and refunds at odd
 * ones, so that the order of records of the two topics never hangs on a tie.
 */
final class Shop {

    static final int CATEGORIES = 40;
    static final int ITEMS = 20_000;
    static final List<String> CHANNELS = List.of("web", "app", "store", "call-center");

    /** Of ten digits, so that all ids are of one length. */
    private static final int FIRST = 1_000_000_000;

    private static final int SCALE = 4;
    private static final int ONE_IS_RICH = 25;
    private static final Interest ANY = new Interest(0, CATEGORIES);
    private static final HexFormat HEX = HexFormat.of();
    private static final String CURRENCY = "EUR";
    private static final Map<String, String> PROPERTIES =
            Map.of("referrer", "https://shop.example/offers", "device", "mobile-ios");

    private final SplittableRandom random;
    private final long seed;
    private long made;

    Shop(long seed, SplittableRandom random) {
        this.seed = seed;
        this.random = random;
    }

    static String customer(int number) {
        return "u" + (FIRST + number);
    }

    /** The number of the customer of that id. */
    static int number(String customer) {
        return Integer.parseInt(customer.substring(1)) - FIRST;
    }

    String session() {
        return "s-" + HEX.toHexDigits(made);
    }

    ClickEvent click(String customerId, String sessionId, String type, Interest interest, long time) {
        boolean ofItem = type.equals("product_view") || type.equals("add_to_cart");
        int item = item(interest);
        return new ClickEvent(
                eventId(),
                customerId,
                type,
                Instant.ofEpochMilli(time & ~1L),
                sessionId,
                ofItem ? itemId(item) : null,
                ofItem ? category(item) : null,
                CHANNELS.get(skewed(CHANNELS.size())),
                ofItem ? null : (double) random.nextInt(100),
                PROPERTIES);
    }

    PurchaseEvent purchase(String customerId, long time) {
        int dear = number(customerId) % ONE_IS_RICH == 0 ? 6 : 1;
        List<PurchaseItem> items = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO.setScale(SCALE);
        for (int left = 1 + skewed(3); left > 0; left--) {
            int item = item(ANY);
            BigDecimal amount = BigDecimal.valueOf(dear * (300 + random.nextInt(1 + random.nextInt(7_000))), 2)
                    .setScale(SCALE);
            items.add(new PurchaseItem(itemId(item), category(item), 1, amount));
            total = total.add(amount);
        }
        String order = "o-" + Long.toString(made, Character.MAX_RADIX);
        return new PurchaseEvent(
                eventId(), order, customerId, PurchaseKind.PURCHASE, odd(time), total, CURRENCY, "web", items);
    }

    /** Gives back all that was paid, or half of it. */
    PurchaseEvent refund(PurchaseEvent purchase, long time) {
        BigDecimal paid = purchase.getAmount();
        BigDecimal back = random.nextBoolean()
                ? paid
                : BigDecimal.valueOf(paid.unscaledValue().longValue() / 2, SCALE);
        return new PurchaseEvent(
                eventId(),
                purchase.getOrderId(),
                purchase.getCustomerId(),
                PurchaseKind.REFUND,
                odd(time),
                back,
                CURRENCY,
                "web",
                List.of());
    }

    static String category(int item) {
        return "c" + (item % CATEGORIES + 1);
    }

    static String itemId(int item) {
        return "item-" + item;
    }

    /** What a visit is about: a few neighbouring categories. */
    record Interest(int first, int categories) {}

    /** A new interest; with that chance in everything. */
    Interest interest(double inEverything) {
        return random.nextDouble() < inEverything ? ANY : new Interest(random.nextInt(CATEGORIES), 3);
    }

    private int item(Interest interest) {
        int category = (interest.first() + random.nextInt(interest.categories())) % CATEGORIES;
        return skewed(ITEMS / CATEGORIES) * CATEGORIES + category;
    }

    /** Below the bound, the lower the more often. */
    private int skewed(int bound) {
        return Math.min(random.nextInt(bound), random.nextInt(bound));
    }

    private static Instant odd(long time) {
        return Instant.ofEpochMilli(time | 1L);
    }

    /** As long as the ids that trackers make. */
    private String eventId() {
        long number = made++;
        return HEX.toHexDigits(number * 0x9E3779B97F4A7C15L ^ seed) + HEX.toHexDigits(number);
    }
}
