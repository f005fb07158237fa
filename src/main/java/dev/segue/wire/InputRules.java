package dev.segue.wire;

/**
 * What is asked of every record of the inputs.
 *
 * @param partitioner decides on which partition a key belongs
 * @param maxFutureMillis how far ahead of the wall clock an event may be dated; {@link #NO_LIMIT} for any distance
 * @param maxBytes the longest value that is taken in
 */
public record InputRules(Partitioner partitioner, long maxFutureMillis, int maxBytes) {

    /** For {@code maxFutureMillis}: events may be dated any time. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** murmur2, 5 minutes, 256 KiB. */
    public static final InputRules DEFAULT = new InputRules(Partitioner.MURMUR2, 5 * 60_000L, 256 * 1024);

    /** The latest time that an event may be dated at that wall clock. */
    long latest(long wallClock) {
        return maxFutureMillis > Long.MAX_VALUE - wallClock ? Long.MAX_VALUE : wallClock + maxFutureMillis;
    }
}
