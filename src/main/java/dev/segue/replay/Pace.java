package dev.segue.replay;

/**
 * How fast a history is told again. Event times and the time passed are arguments, so that the pace reads no clock.
 *
 * @param factor how many times faster than it happened; positive infinity for as fast as possible
 */
public record Pace(double factor) {

    /** As fast as possible. */
    public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

    public Pace {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed is a number greater than 0, or max");
        }
    }

    /**
     * Reads {@code max} or a number.
     *
     * @throws IllegalArgumentException if it is neither, or not greater than 0
     */
    public static Pace of(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        try {
            return new Pace(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a speed is a number greater than 0, or max, not " + text, e);
        }
    }

    /**
     * How long to wait before telling an event; never negative.
     *
     * @param sinceFirst event time since the first event, in milliseconds
     * @param elapsed time since the first event was told, in milliseconds
     */
    public long waitMillis(long sinceFirst, long elapsed) {
        return Math.max(0, (long) (sinceFirst / factor) - elapsed);
    }
}
