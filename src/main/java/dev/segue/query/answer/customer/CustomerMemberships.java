package dev.segue.query.answer.customer;

import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.query.answer.Nullable;
import java.util.List;

/**
 * What a customer is in now.
 *
 * @param updatedAt when the last change occurred, epoch milliseconds; 0 before any
 * @param sequence that of the last change
 * @param memberships by segment id; when they will end is as it was foreseen at the last change
 * @param staleness null from the owner; from a standby, by how many milliseconds it may be behind the owner
 */
public record CustomerMemberships(
        String customerId,
        long updatedAt,
        long sequence,
        List<Membership> memberships,
        @Nullable Long staleness) {

    /** @param staleness of a standby's answer; null for the owner's */
    public static CustomerMemberships of(Customer customer, Long staleness) {
        return new CustomerMemberships(
                customer.id(), customer.lastChangeAt(), customer.sequence(), customer.memberships(), staleness);
    }
}
