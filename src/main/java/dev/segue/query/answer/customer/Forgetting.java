package dev.segue.query.answer.customer;

import java.util.Map;

/**
 * That a customer is to be forgotten, and the proof of it.
 *
 * @param proof where to ask whether it is done
 */
public record Forgetting(String customerId, String proof) {

    /**
     * What is left of a customer.
     *
     * @param processed whether the tombstone was processed and committed
     * @param traces how many records each state store holds of the customer
     * @param forgotten whether it was processed and nothing is left. False again if the customer came back since: events after
     *     the tombstone make a new customer
     */
    public record Proof(String customerId, boolean processed, Map<String, Integer> traces, boolean forgotten) {}
}
