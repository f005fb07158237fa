package dev.segue.bench.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The changes that events make, by the order in which a program takes them. */
final class Expected {

    /** Whose changes say nothing, see the loader. */
    private final Predicate<String> leftOut;

    private final long horizon;

    /** @param horizon the last instant that is evaluated */
    Expected(Predicate<String> leftOut, long horizon) {
        this.leftOut = leftOut;
        this.horizon = horizon;
    }

    /**
     * The changes of one partition, for a program that merges its topics by the times of their next records and whose clock is
     * the greatest time read in the partition.
     */
    void asRead(List<Event> clickstream, List<Event> purchases, Consumer<? super Change> changes) {
        Map<String, TenSegments> customers = new HashMap<>();
        long clock = 0;
        int clicks = 0;
        int orders = 0;
        while (clicks < clickstream.size() || orders < purchases.size()) {
            boolean click = orders == purchases.size()
                    || clicks < clickstream.size()
                            && clickstream.get(clicks).time()
                                    <= purchases.get(orders).time();
            Event event = click ? clickstream.get(clicks++) : purchases.get(orders++);
            clock = Math.max(clock, event.time());
            if (!leftOut.test(event.customerId())) {
                customers
                        .computeIfAbsent(event.customerId(), id -> new TenSegments(id, changes))
                        .apply(event, clock);
            }
        }
        customers.values().forEach(customer -> customer.passTime(horizon + 1));
    }

    /** The changes of one partition, for a program that takes each customer's events in the order of their times. */
    void byTime(List<Event> clickstream, List<Event> purchases, Consumer<? super Change> changes) {
        List<Event> all = new ArrayList<>(clickstream);
        all.addAll(purchases);
        all.removeIf(event -> leftOut.test(event.customerId()));
        all.sort(Comparator.comparingLong(Event::time));
        asRead(all, List.of(), changes);
    }
}
