package dev.segue.oracle;

import dev.segue.event.CustomerEvent;
import dev.segue.rule.Segment;
import java.util.List;

/** One thing that happens to the one customer of a {@link Scenario}. */
sealed interface Step {

    /** The task's clock when it happens. */
    long clock();

    /** A record is read. */
    record Read(CustomerEvent event, long clock) implements Step {}

    /** Time passes. */
    record Pass(long clock) implements Step {}

    /** Other segments come into force, once all time before the clock has passed. */
    record Redefine(List<Segment> segments, long clock) implements Step {

        public Redefine {
            segments = Scenario.inOrder(segments);
        }
    }
}
