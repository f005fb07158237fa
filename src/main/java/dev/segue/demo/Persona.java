package dev.segue.demo;

import dev.segue.demo.Catalogue.Item;
import java.util.Comparator;
import java.util.Random;

/** A way to shop. The shares add up to 1. */
enum Persona {
    /** Comes often, knows what they want. */
    REGULAR(0.28, 4, 5, 0.30, 0.56, 0.05, Comparator.comparing(Item::id)),
    /** Came once for something; is hardly seen again. */
    ONE_TIMER(0.27, 110, 6, 0.30, 0.52, 0.08, Comparator.comparing(Item::id)),
    /** Looks at everything, fills carts, seldom buys. */
    BROWSER(0.20, 4.5, 11, 0.14, 0.10, 0.05, Comparator.comparing(Item::category)),
    /** Goes where something is off. */
    BARGAIN_HUNTER(
            0.15, 5, 8, 0.22, 0.36, 0.12, Comparator.comparing(Item::discount).reversed()),
    /** Comes seldom and takes the best. */
    BIG_SPENDER(0.10, 9, 6, 0.34, 0.64, 0.15, Comparator.comparing(Item::price).reversed());

    private final double share;
    private final double daysBetweenVisits;
    private final double views;
    private final double cartChance;
    private final double buyChance;
    private final double refundChance;
    private final Comparator<Item> taste;

    Persona(
            double share,
            double daysBetweenVisits,
            double views,
            double cartChance,
            double buyChance,
            double refundChance,
            Comparator<Item> taste) {
        this.share = share;
        this.daysBetweenVisits = daysBetweenVisits;
        this.views = views;
        this.cartChance = cartChance;
        this.buyChance = buyChance;
        this.refundChance = refundChance;
        this.taste = taste;
    }

    /** One of them, each by its share. */
    static Persona any(Random random) {
        double left = random.nextDouble();
        for (Persona persona : values()) {
            left -= persona.share;
            if (left < 0) {
                return persona;
            }
        }
        return REGULAR;
    }

    /** How long until the next visit, in milliseconds: memoryless, but not twice within the hour. */
    long gap(Random random) {
        double days = -Math.log(1 - random.nextDouble()) * daysBetweenVisits;
        return 3_600_000L + (long) (days * 86_400_000L);
    }

    /** How many items are looked at in a visit; at least one. */
    int views(Random random) {
        return Math.max(1, (int) Math.round(views * (1 + 0.5 * random.nextGaussian())));
    }

    /** Whether an item looked at goes into the cart. */
    boolean takes(Random random) {
        return random.nextDouble() < cartChance;
    }

    /** Whether a cart is bought, or left. */
    boolean buys(Random random) {
        return random.nextDouble() < buyChance;
    }

    /** Whether an order comes back. */
    boolean returns(Random random) {
        return random.nextDouble() < refundChance;
    }

    /** What catches the eye first. */
    Comparator<Item> taste() {
        return taste;
    }
}
