package dev.segue.explain.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a preview has found so far, of some customers or of all.
 *
 * @param state whether it goes on
 * @param clock as if published at this instant, epoch milliseconds; of several, the earliest
 * @param customers how many were looked at
 * @param sampleSize customers named of each kind at most
 * @param seed decided which customers are named
 * @param segments those whose memberships may change, by id; one that would be retired is there too
 */
public record PreviewTally(
        State state, long clock, long customers, int sampleSize, long seed, List<SegmentPreview> segments) {

    /** How far a preview has come. */
    public enum State {
        /** All customers were looked at. */
        DONE,
        /** More customers are to come. */
        RUNNING,
        /** It was given up: what is there is of some of the customers only. */
        CANCELLED;

        State and(State other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** Both together: customers of different partitions or instances, on equal terms. */
    public PreviewTally plus(PreviewTally other) {
        if (sampleSize != other.sampleSize || seed != other.seed) {
            throw new IllegalArgumentException("previews of unequal terms do not add up: samples of " + sampleSize
                    + " by seed " + seed + ", and of " + other.sampleSize + " by seed " + other.seed);
        }
        long all = customers + other.customers;
        Map<String, SegmentPreview> bySegment = new TreeMap<>();
        segments.forEach(segment -> bySegment.put(segment.segmentId(), segment));
        other.segments.forEach(segment ->
                bySegment.merge(segment.segmentId(), segment, (one, two) -> one.plus(two, all, sampleSize, seed)));
        return new PreviewTally(
                state.and(other.state),
                Math.min(clock, other.clock),
                all,
                sampleSize,
                seed,
                new ArrayList<>(bySegment.values().stream()
                        .map(segment -> segment.among(all))
                        .toList()));
    }
}
