package dev.segue.backtest;

import dev.segue.membership.Customer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Finds the customers whose next instant has come, without looking at the others. */
final class DueIndex {

    private record Due(long instant, Followed followed) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::instant));

    /**
     * Takes note of the customer's next instant. One that moved later stays where it is, and is found to be too early
     * when it comes up: most events move it later, and so cost nothing here.
     */
    void schedule(Followed followed) {
        long next = followed.customer.nextDue();
        if (next < followed.scheduled) {
            followed.scheduled = next;
            queue.add(new Due(next, followed));
        }
    }

    /** Hands on each customer who has an instant before the clock, earliest first, and takes note of their next. */
    void before(long clock, Consumer<Followed> pass) {
        while (!queue.isEmpty() && queue.peek().instant < clock) {
            Due due = queue.poll();
            Followed followed = due.followed;
            if (due.instant == followed.scheduled) {
                followed.scheduled = Customer.NEVER;
                if (followed.customer.nextDue() < clock) {
                    pass.accept(followed);
                }
                schedule(followed);
            }
        }
    }
}
