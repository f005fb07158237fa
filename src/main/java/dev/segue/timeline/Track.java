package dev.segue.timeline;

/** The kept entries of one type, by time; entries of one instant in the order in which they came. */
public final class Track {

    private static final Entry[] NONE = {};

    private final String type;
    private Entry[] entries = NONE;
    private int start;
    private int end;
    private int retracted;
    private int generation;
    private long removed;

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

    /**
     * Changes whenever the track changes otherwise than by a newer entry at its end or the loss of its oldest: whoever
     * follows a track by {@link #endIndex} must begin anew.
     */
    public int generation() {
        return generation;
    }

    /** The number of entries ever removed from the front: the index, counted from the beginning, of the oldest. */
    public long firstIndex() {
        return removed;
    }

    /** The index, counted from the beginning, behind the newest. */
    public long endIndex() {
        return removed + size();
    }

    /** The last instant at which a refund bears on an entry here, or {@link Long#MIN_VALUE}. */
    public long lastRetraction() {
        long last = Long.MIN_VALUE;
        for (int i = start; retracted > 0 && i < end; i++) {
            if (entries[i].retraction() != null) {
                last = Math.max(last, entries[i].retraction().last());
            }
        }
        return last;
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
        generation += index == end && entry.retraction() == null ? 0 : 1;
        end++;
        retracted += entry.retraction() == null ? 0 : 1;
    }

    Entry removeFirst() {
        Entry first = entries[start];
        entries[start++] = null;
        removed++;
        retracted -= first.retraction() == null ? 0 : 1;
        return first;
    }

    void retract(Entry entry, Retraction retraction) {
        retracted += (retraction == null ? 0 : 1) - (entry.retraction() == null ? 0 : 1);
        entry.retract(retraction);
        generation++;
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
