package dev.segue.query.state;

import dev.segue.membership.Outlook;
import dev.segue.membership.Outlooks;
import java.util.function.Function;

/**
 * The segments by which a task assigns its customers.
 *
 * @param version where the set stands on the definitions topic; -1 before any
 * @param since the clock at which it came into force, epoch milliseconds
 */
public record SegmentsInForce(Outlooks outlooks, long version, long since, SegmentTerms terms) {

    /** Whether there is a segment of that id. */
    public boolean has(String segmentId) {
        return look(outlook -> outlook.segment(segmentId) != null);
    }

    /** Uses what the segments make of customers, which must not be kept. */
    public <T> T look(Function<Outlook, T> use) {
        return outlooks.use(version, since, use);
    }

    /**
     * For how long before the clock all changes are certainly kept. A set whose rules look further back than the ones before has
     * more kept, but what had been let go of by then does not come back.
     */
    public long keptMillis(long clock) {
        long wanted = Math.max(terms.retentionMillis(), outlooks.segments().longestWindowMillis());
        return Math.min(wanted, terms.retentionMillis() + Math.max(0, clock - since));
    }
}
