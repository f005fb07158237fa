package dev.segue.fault;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What customers do, one event after the other; the same for the same seed. */
interface Traffic {

    /** @param n counts from 0 */
    List<CustomerEvent> next(Random random, int n);

    long STEP = 20_000;
    /** Longer than the shortest windows of {@link Segments#SHOP}, shorter than the longest. */
    long LAG = 2 * 3_600_000;

    long DAY = 86_400_000;

    /** The day on which events begin where their time is not the wall clock's: well in the past, however long a run is. */
    long BEGIN = System.currentTimeMillis() / DAY * DAY - 60 * DAY;

    /** One of the customers does something every 20 seconds. */
    static Traffic steady(Customers customers) {
        return (random, n) -> List.of(click(customers.any(random), n, BEGIN + n * STEP, random));
    }

    /** One of so many customers, always the same, does something every four seconds. */
    static Traffic everyday(int customers) {
        return (random, n) -> List.of(click("c" + random.nextInt(customers), n, BEGIN + n * STEP / 5, random));
    }

    /** As the first, but every tenth event is one customer's. */
    static Traffic hot(Customers customers) {
        return (random, n) ->
                List.of(click(n % 10 == 0 ? customers.own(-1) : customers.any(random), n, BEGIN + n * STEP, random));
    }

    /** As the first, and one customer does something each time as well. */
    static Traffic persistent(Customers customers) {
        String one = customers.own(-1);
        return (random, n) -> List.of(
                click(one, 2 * n, BEGIN + n * STEP, random),
                click(customers.any(random), 2 * n + 1, BEGIN + n * STEP + STEP - 1, random));
    }

    /** As the first; what somebody bought comes when two hours of clicks have come after it. */
    static Traffic lagging(Customers customers) {
        Deque<Purchase> waiting = new ArrayDeque<>();
        return (random, n) -> {
            Click click = click(customers.any(random), n, BEGIN + n * STEP, random);
            if (random.nextInt(4) == 0) {
                waiting.add(new Purchase(
                        "p" + n,
                        "o" + n,
                        click.customerId(),
                        click.occurredAt() + 1,
                        BigDecimal.TEN,
                        "EUR",
                        null,
                        List.of()));
            }
            boolean due = !waiting.isEmpty() && waiting.peek().occurredAt() + LAG < click.occurredAt();
            return due ? List.of(click, waiting.remove()) : List.of(click);
        };
    }

    /** As the first, but an event may come up to three hours late. */
    static Traffic shuffled(Customers customers) {
        return (random, n) -> List.of(click(
                customers.any(random), n, BEGIN + 3 * 3_600_000 + n * STEP - random.nextInt(3 * 3_600_000), random));
    }

    /** As the first, but each event comes twice, the second time somewhat later. */
    static Traffic twice(Customers customers) {
        Click[] last = new Click[20];
        return (random, n) -> {
            Click click = click(customers.any(random), n, BEGIN + n * STEP, random);
            Click again = last[n % last.length];
            last[n % last.length] = click;
            return again == null ? List.of(click) : List.of(click, again);
        };
    }

    /** As the first, but every seventh event is dated decades ahead, before 1970, or at its first instant. */
    static Traffic impossiblyDated(Customers customers) {
        long[] times = {-1, 0, 4_000_000_000_000L, Long.MAX_VALUE / 1_000_000, -BEGIN};
        return (random, n) -> List.of(
                click(customers.any(random), n, n % 7 == 3 ? times[n / 7 % times.length] : BEGIN + n * STEP, random));
    }

    /** Everybody does something now. */
    static Traffic now(Customers customers) {
        return (random, n) -> List.of(click(customers.any(random), n, System.currentTimeMillis(), random));
    }

    private static Click click(String customer, int n, long at, Random random) {
        String type = random.nextInt(5) == 0 ? "add_to_cart" : "page_view";
        return new Click("e" + n, customer, type, at, null, "i" + random.nextInt(9), null, null, null, Map.of());
    }
}
