package dev.segue.bench.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The entries in (now - length, now], what their amounts come to, and how many categories they have. */
final class Window {

    /** Something that happened; the number tells apart what happened at one time. */
    static final class Entry {

        final long time;
        final long number;
        final String category;
        long amount;

        Entry(long time, long number, String category, long amount) {
            this.time = time;
            this.number = number;
            this.category = category;
            this.amount = amount;
        }
    }

    static final Comparator<Entry> BY_TIME =
            Comparator.comparingLong((Entry one) -> one.time).thenComparingLong(one -> one.number);

    private final long length;
    private final TreeSet<Entry> entries = new TreeSet<>(BY_TIME);
    private final Map<String, Integer> categories = new HashMap<>();
    private long sum;

    Window(long length) {
        this.length = length;
    }

    /** Adds an entry; one too old goes with the next {@link #advance}. */
    void add(Entry entry) {
        entries.add(entry);
        sum += entry.amount;
        categories.merge(String.valueOf(entry.category), 1, Integer::sum);
    }

    /** Removes an entry if it is there. */
    void remove(Entry entry) {
        if (entries.remove(entry)) {
            sum -= entry.amount;
            categories.computeIfPresent(String.valueOf(entry.category), (any, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Lets go of what has left by now. */
    void advance(long now) {
        while (!entries.isEmpty() && entries.first().time <= now - length) {
            remove(entries.first());
        }
    }

    int count() {
        return entries.size();
    }

    long sum() {
        return sum;
    }

    int categories() {
        return categories.size();
    }

    Iterable<Entry> entries() {
        return entries;
    }

    boolean holds(Entry entry) {
        return entries.contains(entry);
    }

    /** The first entry after that time; null for none. */
    Entry firstAfter(long time) {
        return entries.higher(new Entry(time, Long.MAX_VALUE, null, 0));
    }

    /** When the next entry leaves; the greatest number if there is none. */
    long nextLeaving() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.first().time + length;
    }
}
