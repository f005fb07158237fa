package dev.segue.fault;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.privacy.Canary;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What customers do, one event after the other; the same for the same seed. */
interface Traffic {

    /** @param n counts from 0 */
    List<CustomerEvent> next(Random random, int n);

    int CUSTOMERS = 300;
    long STEP = 20_000;
    long DAY = 86_400_000;

    /** The day on which events begin where their time is not the wall clock's: well in the past, however long a run is. */
    long BEGIN = System.currentTimeMillis() / DAY * DAY - 20 * DAY;

    /** One of the customers does something every 20 seconds. */
    static Traffic steady() {
        return (random, n) -> List.of(click(customer(random), n, BEGIN + n * STEP, random));
    }

    /** As the first, but every tenth event is one customer's. */
    static Traffic hot() {
        return (random, n) -> List.of(click(n % 10 == 0 ? "hot" : customer(random), n, BEGIN + n * STEP, random));
    }

    /** As the first, but an event may come up to three hours late. */
    static Traffic shuffled() {
        return (random, n) -> List.of(
                click(customer(random), n, BEGIN + 3 * 3_600_000 + n * STEP - random.nextInt(3 * 3_600_000), random));
    }

    /** As the first, but each event comes twice, the second time somewhat later. */
    static Traffic twice() {
        Click[] last = new Click[20];
        return (random, n) -> {
            Click click = click(customer(random), n, BEGIN + n * STEP, random);
            Click again = last[n % last.length];
            last[n % last.length] = click;
            return again == null ? List.of(click) : List.of(click, again);
        };
    }

    /** As the first, but every seventh event is dated decades ahead, before 1970, or at its first instant. */
    static Traffic impossiblyDated() {
        long[] times = {-1, 0, 4_000_000_000_000L, Long.MAX_VALUE / 1_000_000, -BEGIN};
        return (random, n) -> List.of(
                click(customer(random), n, n % 7 == 3 ? times[n / 7 % times.length] : BEGIN + n * STEP, random));
    }

    /** Everybody does something now. */
    static Traffic now() {
        return (random, n) -> List.of(click(customer(random), n, System.currentTimeMillis(), random));
    }

    private static String customer(Random random) {
        return customer(random.nextInt(CUSTOMERS));
    }

    /** One of the customers, by number. */
    static String customer(int number) {
        return Canary.customer("c" + number);
    }

    private static Click click(String customer, int n, long at, Random random) {
        String type = random.nextInt(5) == 0 ? "add_to_cart" : "page_view";
        return new Click("e" + n, customer, type, at, null, "i" + random.nextInt(9), null, null, null, Map.of());
    }
}
