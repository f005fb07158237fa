package dev.segue.wire;

import dev.segue.event.CustomerEvent;

/** What came of reading a record. */
public sealed interface Reading {

    /** It says that this happened. */
    record Accepted(CustomerEvent event) implements Reading {}

    /**
     * It is a dead letter.
     *
     * @param message a sentence for people that holds nothing of the record's own content
     */
    record Refused(DeadLetterReason reason, String message) implements Reading {}
}
