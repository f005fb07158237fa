package dev.segue.query.answer.customer;

import dev.segue.explain.PastMemberships;
import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalCustomers.Past;
import dev.segue.query.state.SegmentsInForce;
import java.util.List;

/**
 * What a customer was in at a past instant, changes at that very instant included.
 *
 * @param at the instant, epoch milliseconds
 * @param memberships by segment id
 * @param staleness null from the owner; from a standby, by how many milliseconds it may be behind the owner
 */
public record CustomerPastMemberships(
        String customerId,
        long at,
        List<PastMemberships.PastMembership> memberships,
        @Nullable Long staleness) {

    /** @param staleness of a standby's answer; null for the owner's */
    public static CustomerPastMemberships of(Past known, long at, long clock, SegmentsInForce inForce, Long staleness) {
        // the customer may have been written a moment before the clock was
        long now = Math.max(clock, known.standing().lastChangeAt());
        PastMemberships past = PastMemberships.of(
                known.standing().id(),
                at,
                known.standing().memberships(),
                known.changes(),
                now,
                inForce.keptMillis(now));
        return new CustomerPastMemberships(past.customerId(), past.at(), past.memberships(), staleness);
    }
}
