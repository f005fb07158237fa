package dev.segue.explain;

import dev.segue.membership.Change;
import dev.segue.membership.KeptChange;
import dev.segue.membership.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memberships of a customer as of a past instant, changes at that very instant included. Forgetting reaches back: of what
 * was before it nothing is known.
 *
 * @param at the instant, epoch milliseconds
 * @param memberships by segment id
 */
public record PastMemberships(String customerId, long at, List<PastMembership> memberships) {

    private static final Long BEFORE_ALL_THAT_IS_KEPT = Long.MIN_VALUE;

    /**
     * A membership at that time.
     *
     * @param since when the customer had entered, epoch milliseconds; null where that was before all changes kept
     */
    public record PastMembership(String segmentId, Long since) {}

    /**
     * Takes the present memberships back to an instant.
     *
     * @param present the customer's memberships now
     * @param kept the customer's kept changes, oldest first
     * @param clock now, up to which the customer was evaluated
     * @param retentionMillis how long changes are kept
     * @throws UnanswerableInstant where the instant is before the retention, or after now
     */
    public static PastMemberships of(
            String customerId,
            long instant,
            List<Membership> present,
            List<KeptChange> kept,
            long clock,
            long retentionMillis) {
        if (instant < clock - retentionMillis || instant > clock) {
            throw new UnanswerableInstant(instant, clock - retentionMillis, clock);
        }
        Map<String, Long> since = new TreeMap<>();
        present.forEach(membership -> since.put(membership.segmentId(), membership.since()));
        for (int i = kept.size() - 1; i >= 0 && kept.get(i).occurredAt() > instant; i--) {
            KeptChange undone = kept.get(i);
            if (undone.type() == Change.Type.ENTERED) {
                since.remove(undone.segmentId());
            } else {
                since.put(undone.segmentId(), BEFORE_ALL_THAT_IS_KEPT);
            }
        }
        for (KeptChange change : kept) {
            if (change.occurredAt() <= instant && change.type() == Change.Type.ENTERED) {
                // the last one before the instant is what counts
                since.computeIfPresent(change.segmentId(), (id, any) -> change.occurredAt());
            }
        }
        List<PastMembership> memberships = new ArrayList<>();
        since.forEach((segmentId, entered) -> memberships.add(
                new PastMembership(segmentId, entered.equals(BEFORE_ALL_THAT_IS_KEPT) ? null : entered)));
        return new PastMemberships(customerId, instant, memberships);
    }
}
