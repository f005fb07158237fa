package dev.segue.timeline;

/**
 * How much is kept of each customer.
 *
 * @param millis entries at or before clock - millis are dropped; the life measures keep counting them
 * @param maxEntries entries kept at most; past that the oldest are folded into buckets
 */
public record Retention(long millis, int maxEntries) {

    /** 90 days, 10,000 entries. */
    public static final Retention DEFAULT = new Retention(90L * 24 * 3600 * 1000, 10_000);
}
