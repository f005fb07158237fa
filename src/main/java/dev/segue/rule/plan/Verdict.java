package dev.segue.rule.plan;

/**
 * Whether a condition holds, and up to when that stands if nothing but time happens. Packed in one long, since millions of
 * them are made a second: the instant, negative where the condition does not hold.
 */
public final class Verdict {

    /** The instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private Verdict() {}

    /** A verdict that stands until (exclusive) an instant after now; there it must be taken anew, and may be the same. */
    static long of(boolean holds, long until) {
        return holds ? until : -until;
    }

    /** Whether the condition holds. */
    public static boolean holds(long verdict) {
        return verdict > 0;
    }

    /** The earliest instant at which time alone may change the verdict, or {@link #NEVER}. */
    public static long until(long verdict) {
        return Math.abs(verdict);
    }

    static long not(long verdict) {
        return -verdict;
    }
}
