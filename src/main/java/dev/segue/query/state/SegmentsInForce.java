package dev.segue.query.state;

import dev.segue.membership.Outlook;
import dev.segue.rule.SegmentSet;

/**
 * The segments by which a task assigns its customers.
 *
 * @param version where the set stands on the definitions topic; -1 before any
 * @param since the clock at which it came into force, epoch milliseconds
 */
public record SegmentsInForce(SegmentSet segments, long version, long since, SegmentTerms terms) {

    /** What the segments make of customers; for one thread. */
    public Outlook outlook() {
        return new Outlook(segments, version, since, terms.holdoutSeed());
    }

    /**
     * For how long before the clock all changes are certainly kept. A set whose rules look further back than the ones before has
     * more kept, but what had been let go of by then does not come back.
     */
    public long keptMillis(long clock) {
        long wanted = Math.max(terms.retentionMillis(), segments.longestWindowMillis());
        return Math.min(wanted, terms.retentionMillis() + Math.max(0, clock - since));
    }
}
