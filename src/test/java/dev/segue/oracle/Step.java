package dev.segue.oracle;

import dev.segue.event.CustomerEvent;

/** One thing that happens to the one customer of a {@link Scenario}. */
sealed interface Step {

    /** The task's clock when it happens. */
    long clock();

    /** A record is read. */
    record Read(CustomerEvent event, long clock) implements Step {}

    /** Time passes. */
    record Pass(long clock) implements Step {}
}
