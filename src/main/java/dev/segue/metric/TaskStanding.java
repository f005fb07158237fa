package dev.segue.metric;

import java.util.Map;

/**
 * Where a task stands. Times are in epoch milliseconds.
 *
 * @param clock its event time
 * @param readUntil when the record was written that it read last, or until when it has read everything
 * @param definitions the version of the set in force
 * @param customers how many it knows
 * @param backfilled how many of them the backfill of that set has passed; -1 once it is done
 * @param due how many customers it holds an instant for at which time alone may change an answer
 * @param earliestDue the first of those instants; {@link Long#MAX_VALUE} for none
 * @param segments the published ones by id, those without members too
 * @param overlaps the {@value #MOST_OVERLAPS} largest, no more
 */
public record TaskStanding(
        long clock,
        long readUntil,
        long definitions,
        long customers,
        long backfilled,
        long due,
        long earliestDue,
        Map<String, SegmentSize> segments,
        Map<SegmentPair, Long> overlaps) {

    /** How many overlaps a task tells: pairs grow with the square of the segments. */
    public static final int MOST_OVERLAPS = 200;

    /**
     * How many are in a segment, and came and went.
     *
     * @param entered in the last seven days of event time
     * @param exited in the same time
     */
    public record SegmentSize(long members, long entered, long exited) {

        SegmentSize plus(SegmentSize other) {
            return new SegmentSize(members + other.members, entered + other.entered, exited + other.exited);
        }
    }

    /** Two segments, the lesser id first. */
    public record SegmentPair(String first, String second) {}

    boolean backfilling() {
        return backfilled >= 0;
    }
}
