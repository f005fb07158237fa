package dev.segue.wire;

import java.util.Locale;

/** Why a record cannot be taken in. */
public enum DeadLetterReason {
    /** The value is not Avro in the Confluent wire format, or not whole. */
    UNDECODABLE,
    /** The registry says that the value's schema id does not exist. */
    UNKNOWN_SCHEMA,
    /** The value's schema cannot be read as ours without changing what it says. */
    INCOMPATIBLE_SCHEMA,
    /** The value is longer than {@code segue.input.max-bytes}. */
    OVERSIZED,
    /** There is no value, where none may be missing. */
    MISSING_VALUE,
    /** The key is missing, not UTF-8, blank, or another than the value's customerId. */
    WRONG_KEY,
    /** The record lies on a partition where its key does not belong. */
    WRONG_PARTITION,
    /** The eventId is blank. */
    MISSING_ID,
    /** The event is dated at or before the epoch, or too far ahead of the wall clock. */
    IMPOSSIBLE_TIME,
    /** The type is blank or one that Segue keeps for purchases and refunds. */
    INVALID_TYPE,
    /** An amount is negative or has more than 18 digits. */
    INVALID_AMOUNT,
    /** A quantity is negative. */
    INVALID_QUANTITY,
    /** The currency is not three capital letters. */
    INVALID_CURRENCY,
    /** A number is infinite or not a number. */
    INVALID_NUMBER;

    /** The reason as the header {@code segue-reason} and the metrics name it, as in {@code wrong-key}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
