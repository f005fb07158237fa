package dev.segue.assignment.task;

import dev.segue.membership.Change;
import dev.segue.membership.Customer;

/** Where a task's results go, in the transaction of the state they come with. */
interface Outlet {

    /** @param detectedAt the wall clock now */
    void change(Change change, long detectedAt);

    /**
     * All that a customer is in after their last change.
     *
     * @param updatedAt the event time of that change
     */
    void memberships(Customer customer, long updatedAt);

    /** Asks that what was written be committed soon. */
    void commit();

    /** How long it takes until a commit that nobody asks for, in milliseconds. */
    long commitInterval();

    /** Nothing is left of the customer. */
    void forgotten(String customerId);
}
