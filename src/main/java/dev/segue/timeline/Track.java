package dev.segue.timeline;

import java.util.Arrays;

/** The kept entries of one type, by time; entries of one instant in the order in which they came. */
public final class Track {

    private static final Entry[] NONE = {};

    private final String type;
    private Entry[] entries = NONE;
    private int start;
    private int end;
    private int retracted;

    Track(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    public int size() {
        return end - start;
    }

    /** The entry at an index, 0 the oldest. */
    public Entry get(int index) {
        return entries[start + index];
    }

    /** The index of the first entry that occurred after the instant; {@link #size} where none did. */
    public int firstAfter(long instant) {
        int low = start;
        int high = end;
        // most questions are about the newest entries
        if (low < high && entries[high - 1].at() <= instant) {
            return size();
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].at() <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start;
    }

    /** The array that holds the entries, from {@link #offset} on; not to be changed, and good only until the track is. */
    public Entry[] array() {
        return entries;
    }

    /** Where in {@link #array} the oldest entry is. */
    public int offset() {
        return start;
    }

    /** Copies the entries of indexes from (inclusive) to to (exclusive). */
    public Entry[] copy(int from, int to) {
        return Arrays.copyOfRange(entries, start + from, start + to);
    }

    /** Whether refunds bear on any of the entries. */
    public boolean hasRetractions() {
        return retracted > 0;
    }

    /** The first refund after the instant that bears on an entry here, or {@link Long#MAX_VALUE}. */
    public long nextRetractionAfter(long now) {
        long next = Long.MAX_VALUE;
        for (int i = start; retracted > 0 && i < end; i++) {
            Retraction retraction = entries[i].retraction();
            if (retraction != null) {
                next = Math.min(next, retraction.nextAfter(now));
            }
        }
        return next;
    }

    void add(Entry entry) {
        if (end == entries.length) {
            makeRoom();
        }
        int index = start + firstAfter(entry.at());
        System.arraycopy(entries, index, entries, index + 1, end - index);
        entries[index] = entry;
        end++;
        retracted += entry.retraction() == null ? 0 : 1;
    }

    Entry removeFirst() {
        Entry first = entries[start];
        entries[start++] = null;
        retracted -= first.retraction() == null ? 0 : 1;
        return first;
    }

    void retract(Entry entry, Retraction retraction) {
        retracted += (retraction == null ? 0 : 1) - (entry.retraction() == null ? 0 : 1);
        entry.retract(retraction);
    }

    boolean holdsEvent(long eventHash, long after) {
        for (int i = end - 1; i >= start && entries[i].at() > after; i--) {
            if (entries[i].eventHash() == eventHash) {
                return true;
            }
        }
        return false;
    }

    private void makeRoom() {
        int size = size();
        int capacity = size < entries.length / 2 ? entries.length : Math.max(4, size + (size >> 1) + 1);
        Entry[] roomy = new Entry[capacity];
        System.arraycopy(entries, start, roomy, 0, size);
        entries = roomy;
        start = 0;
        end = size;
    }
}
