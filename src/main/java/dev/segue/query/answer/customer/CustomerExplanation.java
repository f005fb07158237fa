package dev.segue.query.answer.customer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.segue.explain.Explainer;
import dev.segue.explain.Explanation;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.query.answer.Nullable;

/**
 * Why a customer is in a segment, or is not.
 *
 * @param explanation its fields stand beside the staleness
 * @param staleness null from the owner; from a standby, by how many milliseconds it may be behind the owner
 */
public record CustomerExplanation(
        @JsonUnwrapped Explanation explanation, @Nullable Long staleness) {

    private static final int MOST_ENTRIES = 10;

    /** @param staleness of a standby's answer; null for the owner's */
    public static CustomerExplanation of(
            Customer customer, String segmentId, Outlook outlook, long clock, Long staleness) {
        // the customer may have been written a moment before the clock was
        long now = Math.max(clock, customer.lastChangeAt());
        return new CustomerExplanation(
                new Explainer(outlook, MOST_ENTRIES).explain(customer, segmentId, now), staleness);
    }
}
