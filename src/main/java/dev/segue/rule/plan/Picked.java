package dev.segue.rule.plan;

import dev.segue.timeline.Bucket;
import dev.segue.timeline.Entry;
import java.util.Arrays;
import java.util.List;

/**
 * The entries that a selection picked, in time order, and buckets of folded ones where it is unfiltered.
 *
 * @param entries those from index {@code from} to {@code to} count
 * @param lifelong whether nothing bounds the selection in time, so that life measures belong to it
 */
record Picked(String type, Entry[] entries, int from, int to, List<Bucket> buckets, boolean lifelong) {

    static final Entry[] NO_ENTRIES = {};

    int size() {
        return to - from;
    }

    Entry get(int index) {
        return entries[from + index];
    }

    Picked range(int first, int end, List<Bucket> kept) {
        return new Picked(type, entries, from + first, from + end, kept, false);
    }

    static Picked of(String type, Entry[] entries, int count) {
        return new Picked(type, entries, 0, count, List.of(), false);
    }

    /** The index of the first entry that occurred after the instant. */
    int firstAfter(long instant) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].at() <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }
}
