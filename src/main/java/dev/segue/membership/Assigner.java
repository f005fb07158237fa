package dev.segue.membership;

import dev.segue.event.CustomerEvent;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Retention;
import java.util.function.Consumer;

/**
 * Decides memberships by one set of segments. A pure function of the customer's state, the record and the clock, which
 * are all arguments. Changes come out in the order in which they occurred: by instant, then in dependency order of the
 * segments, then by id.
 */
public final class Assigner {

    /**
     * @param segments the set in force
     * @param version the offset that the set reaches to; grows with every set
     * @param since the clock at which the set came into force: customers last evaluated with an older set are brought
     *     up as of this instant, whenever their turn comes
     * @param retention how much to keep
     * @param holdoutSeed decides who is in the holdout arm
     */
    public Assigner(SegmentSet segments, long version, long since, Retention retention, String holdoutSeed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Applies a record: first {@link #passTime passes time} up to the clock, then takes the record in and evaluates the
     * customer at the clock.
     *
     * @param clock now; at least the record's own time, save for a record dated ahead of a live clock
     * @param trigger names the record in the changes it makes
     */
    public Outcome apply(
            Customer customer, CustomerEvent event, Trigger trigger, long clock, Consumer<? super Change> changes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings the customer up to this set if needed, then evaluates them at every instant before the clock at which time
     * alone can change an answer.
     */
    public void passTime(Customer customer, long clock, Consumer<? super Change> changes) {
        throw new UnsupportedOperationException();
    }
}
