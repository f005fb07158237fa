package dev.segue.rule.plan;

import dev.segue.timeline.Bucket;
import dev.segue.timeline.Entry;
import java.util.List;

/**
 * The entries that a selection picked: those of a series from one index (inclusive) to another (exclusive), and buckets of
 * folded ones where it is unfiltered.
 *
 * @param type the type of the entries
 * @param lifelong whether nothing bounds the selection in time, so that life measures belong to it
 */
record Picked(String type, Series series, int from, int to, List<Bucket> buckets, boolean lifelong) {

    int size() {
        return to - from;
    }

    /** The entry at an index of the series. */
    Entry get(int index) {
        return series.get(index);
    }

    Picked range(int first, int end, List<Bucket> kept) {
        return new Picked(type, series, first, end, kept, false);
    }

    /** The index of the first of these entries that occurred after the instant. */
    int firstAfter(long instant) {
        return Math.min(to, Math.max(from, series.firstAfter(instant)));
    }
}
