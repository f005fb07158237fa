package dev.segue.membership;

import dev.segue.timeline.Parts;
import java.util.List;

/**
 * All that Segue keeps of one customer: timeline, profile, memberships, kept changes, the next instant at which time
 * alone can change an answer. Mutable, confined to one thread; only {@link Assigner} changes it.
 */
public final class Customer {

    /** The instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A customer of whom nothing is known yet. */
    public static Customer unknown(String id) {
        throw new UnsupportedOperationException();
    }

    /** Reads a customer from their parts; one without a head is {@link #unknown}. */
    public static Customer read(String id, Parts parts) {
        throw new UnsupportedOperationException();
    }

    /** The {@link #nextDue} that a head holds, without reading the rest: for rebuilding an index of due customers. */
    public static long nextDueOf(byte[] head) {
        throw new UnsupportedOperationException();
    }

    /** The {@link #definitions} that a head holds, without reading the rest: for walking customers in a backfill. */
    public static long definitionsOf(byte[] head) {
        throw new UnsupportedOperationException();
    }

    /** Writes what changed since the last read or write; a forgotten customer's parts are all removed. */
    public void write(Parts parts) {
        throw new UnsupportedOperationException();
    }

    public String id() {
        throw new UnsupportedOperationException();
    }

    /** The sequence of the last change; 0 before the first. */
    public long sequence() {
        throw new UnsupportedOperationException();
    }

    /** The earliest instant at which time alone may change an answer, in epoch milliseconds, or {@link #NEVER}. */
    public long nextDue() {
        throw new UnsupportedOperationException();
    }

    /** The version (offset) of the definition set that this customer was last evaluated with; -1 before any. */
    public long definitions() {
        throw new UnsupportedOperationException();
    }

    /** All memberships now, by segment id. */
    public List<Membership> memberships() {
        throw new UnsupportedOperationException();
    }

    /** Entries kept, those folded into buckets not counted. */
    public int entries() {
        throw new UnsupportedOperationException();
    }

    /** False once entries had to be folded into buckets and while those buckets are kept. */
    public boolean exact() {
        throw new UnsupportedOperationException();
    }

    /** Whether nothing is known of the customer: never seen, or forgotten. */
    public boolean isUnknown() {
        throw new UnsupportedOperationException();
    }
}
