package dev.segue.event;

/** What a customer did at an instant; it takes a place in their timeline. */
public sealed interface Activity extends CustomerEvent permits Click, Purchase, Refund {

    /** Identifies the event within the customer; a second one with the same id is a duplicate. */
    String eventId();

    /** When it happened, in epoch milliseconds; positive. */
    long occurredAt();
}
