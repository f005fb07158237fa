package dev.segue.timeline;

import java.util.Arrays;

/**
 * What refunds leave of an order's amount over time.
 *
 * @param at the instants of the refunds, ascending
 * @param left the amount left from each of them on, in ten-thousandths; 0 where nothing is
 */
record Retraction(long full, long[] at, long[] left) {

    /** The amount at the instant. */
    Amount amountAt(long now) {
        int index = lastUpTo(now);
        return new Amount(index < 0 ? full : left[index]);
    }

    /** Whether anything of the order is left at the instant. */
    boolean leavesAnythingAt(long now) {
        int index = lastUpTo(now);
        return index < 0 || left[index] > 0;
    }

    /** The first refund after the instant, or {@link Long#MAX_VALUE}. */
    long nextAfter(long now) {
        int next = lastUpTo(now) + 1;
        return next < at.length ? at[next] : Long.MAX_VALUE;
    }

    /** The last refund. */
    long last() {
        return at[at.length - 1];
    }

    private int lastUpTo(long now) {
        int index = at.length - 1;
        while (index >= 0 && at[index] > now) {
            index--;
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retraction that
                && full == that.full
                && Arrays.equals(at, that.at)
                && Arrays.equals(left, that.left);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(left);
    }

    @Override
    public String toString() {
        return Arrays.toString(left);
    }
}
