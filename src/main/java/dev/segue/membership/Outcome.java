package dev.segue.membership;

/** What became of a record handed to {@link Assigner#apply}. */
public enum Outcome {
    /** It took its place. */
    ACCEPTED,
    /** It took its place in the past: it occurred before the clock. */
    LATE,
    /** Older than the retention: it counts for the life measures only. */
    EXPIRED,
    /** The kept timeline already holds its event id: dropped, as if it had not come. */
    DUPLICATE,
    /** A profile older than the one held: dropped, as if it had not come. */
    OUTDATED;

    /** Whether the record was taken in; one that was dropped does not move the clock. */
    public boolean accepted() {
        return this != DUPLICATE && this != OUTDATED;
    }
}
