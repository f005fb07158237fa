package dev.segue.query.state;

import dev.segue.membership.Customer;
import dev.segue.membership.KeptChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The customers of a partition. */
public interface LocalCustomers {

    /** A known customer, whole. */
    Optional<Customer> find(String customerId);

    /** A known customer's profile and memberships; the timeline is left out, whatever its length. */
    Optional<Customer> findStanding(String customerId);

    /** A known customer's memberships now and changes before. */
    Optional<Past> findPast(String customerId);

    /**
     * What a customer is in, and how it came to that.
     *
     * @param standing without the timeline
     * @param changes those of the retention, oldest first
     */
    record Past(Customer standing, List<KeptChange> changes) {}

    /**
     * Visits known customers in the order of their ids' bytes.
     *
     * @param after the id to go on after, or null to begin
     * @param visitor is told each; false ends the walk
     */
    void walk(String after, Predicate<Customer> visitor);

    /**
     * Ids of known customers, in the order of their bytes; nothing but the ids is read.
     *
     * @param prefix what they begin with; empty for all
     */
    List<String> ids(String prefix, int limit);

    /**
     * How many records each store holds of somebody, known or not.
     *
     * @param segmentIds the segments to look in
     */
    Map<String, Integer> traces(String customerId, Iterable<String> segmentIds);
}
