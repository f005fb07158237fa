package dev.segue.rule.plan;

import dev.segue.timeline.Amount;
import dev.segue.timeline.Decimal;
import dev.segue.timeline.Entry;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The numbers that a property holds over a series, as running totals in ten-thousandths. Where a number has more decimals
 * than four, or the totals outgrow a long, the column is {@link #isExact not exact} and must not be used.
 */
final class Column {

    private static final long MOST = Long.MAX_VALUE / 4;

    private final String property;
    // the totals of all entries before an index
    private long[] sums = {0};
    private int[] counts = {0};
    private int filled;
    private boolean begun;
    private boolean exact = true;
    private boolean negative;

    Column(String property) {
        this.property = property;
    }

    String property() {
        return property;
    }

    /** Whether the totals are exact. */
    boolean isExact() {
        return exact;
    }

    /** Whether one of the numbers is below zero. */
    boolean hasNegative() {
        return negative;
    }

    /** The sum of the numbers from an index (inclusive) to another (exclusive), in ten-thousandths. */
    long sum(int from, int to) {
        return sums[to] - sums[from];
    }

    /** Whether the entry at an index holds a number. */
    boolean isNumber(int index) {
        return counts[index + 1] != counts[index];
    }

    /** How many of the entries hold a number. */
    int count(int from, int to) {
        return counts[to] - counts[from];
    }

    void follow(Entry[] entries, int start, int end, long asOf) {
        if (!begun) {
            begun = true;
            filled = start;
        }
        if (sums.length <= end) {
            sums = Arrays.copyOf(sums, entries.length + 1);
            counts = Arrays.copyOf(counts, entries.length + 1);
        }
        if (filled < start) {
            // what left the series unseen does not matter: only differences do
            sums[start] = sums[filled];
            counts[start] = counts[filled];
            filled = start;
        }
        for (int i = filled; exact && i < end; i++) {
            add(i, entries[i].property(property, asOf));
        }
        filled = end;
    }

    private void add(int index, Object value) {
        sums[index + 1] = sums[index];
        counts[index + 1] = counts[index];
        if (value instanceof Amount amount) {
            total(index, amount.tenThousandths());
        } else if (value != null) {
            BigDecimal number = Decimal.of(value);
            if (number != null && number.scale() <= Amount.SCALE && number.precision() - number.scale() <= 14) {
                total(index, number.setScale(Amount.SCALE).unscaledValue().longValueExact());
            } else {
                exact = number == null && exact;
            }
        }
    }

    private void total(int index, long number) {
        counts[index + 1]++;
        sums[index + 1] += number;
        negative |= number < 0;
        exact &= Math.abs(sums[index + 1]) < MOST;
    }

    /** Follows the series in losing its newest entries. */
    void truncate(int end) {
        filled = Math.min(filled, end);
    }

    /** Follows the series in moving its entries to lower indexes. */
    void shift(int by) {
        if (by > 0) {
            sums = Arrays.copyOfRange(sums, Math.min(by, sums.length), Math.max(by + 1, sums.length));
            counts = Arrays.copyOfRange(counts, Math.min(by, counts.length), Math.max(by + 1, counts.length));
            filled = Math.max(0, filled - by);
        }
    }
}
