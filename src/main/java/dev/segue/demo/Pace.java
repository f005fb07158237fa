package dev.segue.demo;

/**
 * Keeps to a rate: the n-th beat is due n / rate after the first, however late the ones before it came. Only after a long
 * halt it starts afresh, rather than rush through all that was missed. Not for several threads.
 */
final class Pace {

    private static final double LONG_HALT_SECONDS = 2;

    private final double nanosPerBeat;
    private final double longestDelay;
    private long first;
    private long beats;

    /** @param perSecond beats a second; more than zero */
    Pace(double perSecond, long nowNanos) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be more than zero, not " + perSecond);
        }
        nanosPerBeat = 1e9 / perSecond;
        longestDelay = Math.max(LONG_HALT_SECONDS * 1e9, 2 * nanosPerBeat);
        first = nowNanos;
    }

    /**
     * Takes the next beat.
     *
     * @return how long to wait for it, in nanoseconds; zero if it is due or late
     */
    long next(long nowNanos) {
        long due = first + (long) (beats * nanosPerBeat);
        if (nowNanos - due > longestDelay) {
            first = nowNanos;
            beats = 0;
            due = nowNanos;
        }
        beats++;
        return Math.max(0, due - nowNanos);
    }
}
