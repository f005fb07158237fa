package dev.segue.bench.peer.history;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Entries of one kind in time order, as rows of longs in one array: time, hash of the event, then what the kind needs. A
 * customer's history is decoded at every event, so an object for each entry would cost more than the rules.
 */
public final class Entries {

    static final int TIME = 0;
    static final int HASH = 1;

    private static final int FIRST_ROWS = 4;

    private final int width;
    private long[] cells;
    private int size;

    Entries(int width) {
        this.width = width;
        this.cells = new long[0];
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    int width() {
        return width;
    }

    long time(int row) {
        return cells[row * width];
    }

    long cell(int row, int column) {
        return cells[row * width + column];
    }

    void cell(int row, int column, long value) {
        cells[row * width + column] = value;
    }

    /** Makes room for so many rows more. */
    void reserve(int rows) {
        int needed = (size + rows) * width;
        if (needed > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(needed, Math.max(cells.length * 3 / 2, FIRST_ROWS * width)));
        }
    }

    /** Adds a row without values after the last. */
    int append() {
        reserve(1);
        return size++;
    }

    /** Puts an entry in its place, after those of the same time, and returns its row. Cells past the hash are 0. */
    int insert(long time, long hash) {
        int row = firstAfter(time);
        reserve(1);
        System.arraycopy(cells, row * width, cells, (row + 1) * width, (size - row) * width);
        size++;
        Arrays.fill(cells, row * width, (row + 1) * width, 0);
        cell(row, TIME, time);
        cell(row, HASH, hash);
        return row;
    }

    /** The first row later than the time; {@link #size} for none. */
    int firstAfter(long time) {
        if (size == 0 || time(size - 1) <= time) {
            return size; // events mostly come in order
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether an entry is of the event; it is looked for from the newest on. */
    boolean holds(long hash) {
        for (int row = size - 1; row >= 0; row--) {
            if (cell(row, HASH) == hash) {
                return true;
            }
        }
        return false;
    }

    /** Drops the entries not later than the time. */
    void dropUpTo(long time) {
        if (size > 0 && time(0) <= time) {
            int rows = firstAfter(time);
            System.arraycopy(cells, rows * width, cells, 0, (size - rows) * width);
            size -= rows;
        }
    }

    /** Drops those entries of the first rows for which the condition holds. */
    void dropIf(int rows, IntPredicate condition) {
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (row >= rows || !condition.test(row)) {
                if (kept != row) {
                    System.arraycopy(cells, row * width, cells, kept * width, width);
                }
                kept++;
            }
        }
        size = kept;
    }
}
