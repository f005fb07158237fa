package dev.segue.bench.workload;

import dev.segue.avro.PurchaseEvent;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Each event is of a customer drawn anew, so that no customer is warm in any cache because of the event before. */
public final class LiveTraffic {

    private static final int REMEMBERED = 4_096;

    private final SplittableRandom random;
    private final IntSupplier customers;
    private final Shop shop;
    private final PurchaseEvent[] purchases = new PurchaseEvent[REMEMBERED];
    private int bought;

    LiveTraffic(Workload workload) {
        // its own draws, so that no event is one of the history's
        long seed = ~workload.seed();
        this.random = new SplittableRandom(seed);
        this.customers = workload.popularity().draws(workload.customers(), random.split());
        this.shop = new Shop(seed, random.split());
    }

    /** The event that happens and arrives at that instant, epoch milliseconds. */
    public Arrival at(long instant) {
        return new Arrival(instant, value(instant));
    }

    /** Somebody puts something into the cart at that instant, epoch milliseconds. */
    public Arrival cart(long instant) {
        String customer = Shop.customer(customers.getAsInt());
        return new Arrival(instant, shop.click(customer, shop.session(), "add_to_cart", shop.interest(1), instant));
    }

    private SpecificRecord value(long instant) {
        String customer = Shop.customer(customers.getAsInt());
        int drawn = random.nextInt(100);
        if (drawn >= 98 && bought > 0) {
            return shop.refund(purchases[random.nextInt(Math.min(bought, REMEMBERED))], instant);
        }
        if (drawn >= 90) {
            PurchaseEvent purchase = shop.purchase(customer, instant);
            purchases[bought++ % REMEMBERED] = purchase;
            return purchase;
        }
        String type = drawn < 5 ? "search" : drawn < 6 ? "add_to_cart" : drawn < 38 ? "product_view" : "page_view";
        return shop.click(customer, shop.session(), type, shop.interest(1), instant);
    }
}
