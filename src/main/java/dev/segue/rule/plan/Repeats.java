package dev.segue.rule.plan;

import dev.segue.timeline.Entry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where over a series the values of a property repeat: for each entry, which one before it holds the same value. In a window
 * as many values are distinct as have no such entry within it.
 */
final class Repeats {

    /** Stands for an entry without the property: it never counts. */
    private static final int NO_VALUE = Integer.MAX_VALUE;

    private static final int NONE = Integer.MAX_VALUE;

    private final String property;
    private final Map<Object, Integer> latest = new HashMap<>();
    // the index of the entry before of equal value, below the start where there is none; both plus what was dropped
    private int[] previous = {};
    // the index of the next entry of equal value, plus what was dropped; none for the last one
    private int[] next = {};
    private int dropped;
    private int filled;
    private boolean begun;

    Repeats(String property) {
        this.property = property;
    }

    String property() {
        return property;
    }

    /** How many values the entries from an index (inclusive) to another (exclusive) hold. */
    long distinct(int from, int to) {
        int count = 0;
        int first = from + dropped;
        for (int i = from; i < to; i++) {
            count += previous[i] < first ? 1 : 0;
        }
        return count;
    }

    /**
     * The index of the entry with whose leaving so many values have left a window, the oldest leaving first; the end where
     * there are not so many.
     */
    int leaving(int values, int from, int to) {
        int left = 0;
        int end = to + dropped;
        for (int i = from; i < to; i++) {
            left += next[i] >= end && previous[i] != NO_VALUE ? 1 : 0;
            if (left == values) {
                return i;
            }
        }
        return to;
    }

    void follow(Entry[] entries, int start, int end, long asOf) {
        if (!begun || filled < start) {
            begun = true;
            filled = start;
        }
        if (previous.length < end) {
            previous = Arrays.copyOf(previous, entries.length);
            next = Arrays.copyOf(next, entries.length);
        }
        for (; filled < end; filled++) {
            Object value = Values.ofProperty(entries[filled].property(property, asOf));
            // 1 and 1.0 are one number
            Object known = value instanceof Long number ? (Object) number.doubleValue() : value;
            Integer before = known == null ? (Integer) NO_VALUE : latest.put(known, filled + dropped);
            previous[filled] = before == null ? -1 : before;
            next[filled] = NONE;
            if (known != null && before != null && before >= dropped) {
                next[before - dropped] = filled + dropped;
            }
        }
        if (latest.size() > 2 * (end - start) + 16) {
            latest.values().removeIf(index -> index < start + dropped);
        }
    }

    /** Follows the series in moving its entries to lower indexes. */
    void shift(int by) {
        if (by > 0) {
            previous = Arrays.copyOfRange(previous, Math.min(by, previous.length), Math.max(by, previous.length));
            next = Arrays.copyOfRange(next, Math.min(by, next.length), Math.max(by, next.length));
            filled = Math.max(0, filled - by);
            dropped += by;
        }
    }
}
