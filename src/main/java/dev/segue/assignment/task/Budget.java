package dev.segue.assignment.task;

import java.time.Duration;

/** Time that may be spent on work between records; counts from when it is made. */
final class Budget {

    private final long deadline;

    Budget(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    boolean isSpent() {
        return System.nanoTime() - deadline >= 0;
    }
}
