package dev.segue.rule.plan;

import dev.segue.timeline.Entry;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Entries in time order, with running totals over them: what is asked of a window is a search for its two ends and a
 * difference. A series that follows a track or another series takes in only what was added since it was last looked at.
 */
final class Series {

    private static final Entry[] NO_ENTRIES = {};
    private static final long[] NO_INSTANTS = {};

    private final long asOf;
    private Entry[] entries = NO_ENTRIES;
    private long[] at = NO_INSTANTS;
    private int start;
    private int end;
    private final List<Column> columns = new ArrayList<>(1);
    private final List<Repeats> repeats = new ArrayList<>(0);

    // how far this has followed what it follows; generation counts how often this was begun anew
    private int generation;
    private int followedGeneration = -1;
    private long followedTo;
    private int followersGeneration = -1;
    private long followersTo;
    private long dropped;
    private long settledFrom = Long.MIN_VALUE;

    /** @param asOf the instant as of which refunds count; {@link Long#MAX_VALUE} for all there are */
    Series(long asOf) {
        this.asOf = asOf;
    }

    /** Where the first entry is. */
    int start() {
        return start;
    }

    /** Where the last entry ends. */
    int end() {
        return end;
    }

    Entry get(int index) {
        return entries[index];
    }

    long at(int index) {
        return at[index];
    }

    /** The instant from which on this holds: refunds later than a question would make it wrong. */
    long settledFrom() {
        return settledFrom;
    }

    /** The index of the first entry that occurred after the instant. */
    int firstAfter(long instant) {
        if (start == end || at[end - 1] <= instant) {
            return end;
        }
        int low = start;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The running totals of a property. */
    Column column(String property) {
        Column column = null;
        for (Column known : columns) {
            column = known.property().equals(property) ? known : column;
        }
        if (column == null) {
            column = new Column(property);
            columns.add(column);
        }
        column.follow(entries, start, end, asOf);
        return column;
    }

    /** Where the values of a property repeat. */
    Repeats repeats(String property) {
        Repeats found = null;
        for (Repeats known : repeats) {
            found = known.property().equals(property) ? known : found;
        }
        if (found == null) {
            found = new Repeats(property);
            repeats.add(found);
        }
        found.follow(entries, start, end, asOf);
        return found;
    }

    void add(Entry entry) {
        if (end == entries.length) {
            makeRoom();
        }
        entries[end] = entry;
        at[end++] = entry.at();
    }

    /** Follows a track: all its entries that refunds have left anything of. */
    void follow(Track track) {
        if (followedGeneration != track.generation()) {
            beginAnew(track.generation());
            settledFrom = track.lastRetraction();
        }
        for (long i = Math.max(followedTo, track.firstIndex()); i < track.endIndex(); i++) {
            Entry entry = track.get((int) (i - track.firstIndex()));
            if (entry.existsAt(Long.MAX_VALUE)) {
                add(entry);
            }
        }
        followedTo = track.endIndex();
        dropUpTo(track.size() == 0 ? Long.MAX_VALUE : track.get(0).at() - 1);
    }

    /** Follows another series: those of its entries that fulfil a condition. */
    void follow(Series other, Predicate<Entry> condition) {
        if (followedGeneration != other.generation) {
            beginAnew(other.generation);
            settledFrom = other.settledFrom;
        }
        for (long i = Math.max(followedTo, other.dropped + other.start); i < other.dropped + other.end; i++) {
            Entry entry = other.entries[(int) (i - other.dropped)];
            if (condition.test(entry)) {
                add(entry);
            }
        }
        followedTo = other.dropped + other.end;
        dropUpTo(other.start == other.end ? Long.MAX_VALUE : other.at[other.start] - 1);
    }

    /**
     * Follows another series in those of its entries that fulfil a condition on the entries of a third that come after them.
     *
     * @param within how long after
     */
    void follow(Series other, Series followers, long within, Predicate<Entry> condition) {
        if (followersGeneration != followers.generation) {
            followersGeneration = followers.generation;
            followersTo = 0;
            followedGeneration = -1;
        }
        if (followedGeneration == other.generation) {
            int unseen = (int) Math.max(followersTo - followers.dropped, followers.start);
            if (unseen < followers.end) {
                lookAgain(other, other.firstAfter(followers.at[unseen] - within - 1));
            }
        }
        followersTo = followers.dropped + followers.end;
        follow(other, condition);
    }

    private void lookAgain(Series other, int index) {
        if (other.dropped + index < followedTo) {
            followedTo = other.dropped + index;
            while (start < end && at[end - 1] >= other.at[index]) {
                entries[--end] = null;
            }
            columns.forEach(column -> column.truncate(end));
            repeats.clear();
        }
    }

    private void beginAnew(int followed) {
        generation++;
        followedGeneration = followed;
        followedTo = 0;
        dropped = 0;
        start = 0;
        end = 0;
        columns.clear();
        repeats.clear();
    }

    private void dropUpTo(long instant) {
        while (start < end && at[start] <= instant) {
            entries[start++] = null;
        }
    }

    private void makeRoom() {
        int size = end - start;
        int capacity = size < entries.length / 2 ? entries.length : Math.max(4, size + (size >> 1) + 1);
        Entry[] moreEntries = new Entry[capacity];
        long[] moreInstants = new long[capacity];
        System.arraycopy(entries, start, moreEntries, 0, size);
        System.arraycopy(at, start, moreInstants, 0, size);
        entries = moreEntries;
        at = moreInstants;
        dropped += start;
        columns.forEach(column -> column.shift(start));
        repeats.forEach(repeat -> repeat.shift(start));
        start = 0;
        end = size;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOfRange(at, start, end));
    }
}
