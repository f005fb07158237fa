package dev.segue.oracle;

import dev.segue.membership.Change;
import java.util.List;
import java.util.Set;

/**
 * A change that has to come.
 *
 * @param reasons those it may name; more than one where the contract leaves it open
 * @param after the customer right after the instant of the change, to go on from
 */
record NaiveChange(
        long occurredAt,
        String segmentId,
        Change.Type type,
        Set<Change.Reason> reasons,
        long sequence,
        List<String> memberOf,
        NaiveAssigner after) {

    NaiveChange followedBy(NaiveAssigner customer) {
        return new NaiveChange(occurredAt, segmentId, type, reasons, sequence, memberOf, customer);
    }

    @Override
    public String toString() {
        return type + " " + segmentId + " @" + occurredAt + " " + reasons + " #" + sequence + " " + memberOf;
    }
}
