package dev.segue.bench.peer.history;

/**
 * Orders and the refunds on them, in exact ten-thousandths. A refund lowers the newest kept order of its orderId that is not
 * later; an order of which nothing is left does not exist for any rule. Both are kept for 90 days; of the orders before those
 * the time of the last.
 */
final class Orders {

    static final int ORDER = 2;
    static final int AMOUNT = 3;
    static final int LEFT = 4;
    static final int ORDER_WIDTH = 5;
    static final int REFUND_WIDTH = 4;

    private static final long GONE = -1;
    private static final long KEPT = Span.days(90);

    final Entries purchases = new Entries(ORDER_WIDTH);
    final Entries refunds = new Entries(REFUND_WIDTH);
    long lastBefore = Long.MIN_VALUE;

    /** Takes in an order or refund, unless it is a duplicate. */
    boolean add(ShopEvent event, long now) {
        trim(now);
        boolean purchase = event.kind() == ShopEvent.Kind.PURCHASE;
        Entries entries = purchase ? purchases : refunds;
        if (entries.holds(event.eventHash())) {
            return false;
        }
        if (event.occurredAt() <= now - KEPT) {
            lastBefore = purchase ? Math.max(lastBefore, event.occurredAt()) : lastBefore;
            return true;
        }
        int row = entries.insert(event.occurredAt(), event.eventHash());
        entries.cell(row, ORDER, event.order());
        entries.cell(row, AMOUNT, event.amount());
        if (purchase) {
            entries.cell(row, LEFT, event.amount());
        }
        if (event.order() != 0 && refunds.size() > 0) {
            settle(event.order());
        }
        return true;
    }

    private void trim(long now) {
        for (int row = 0; row < purchases.size() && purchases.time(row) <= now - KEPT; row++) {
            if (exists(row)) {
                lastBefore = Math.max(lastBefore, purchases.time(row));
            }
        }
        purchases.dropUpTo(now - KEPT);
        refunds.dropUpTo(now - KEPT);
    }

    private void settle(long order) {
        for (int row = 0; row < purchases.size(); row++) {
            if (purchases.cell(row, ORDER) == order) {
                purchases.cell(row, LEFT, purchases.cell(row, AMOUNT));
            }
        }
        for (int refund = 0; refund < refunds.size(); refund++) {
            if (refunds.cell(refund, ORDER) == order) {
                lower(order, refunds.time(refund), refunds.cell(refund, AMOUNT));
            }
        }
    }

    private void lower(long order, long refundedAt, long amount) {
        for (int row = purchases.firstAfter(refundedAt) - 1; row >= 0; row--) {
            if (purchases.cell(row, ORDER) == order) {
                long left = Math.max(0, purchases.cell(row, LEFT)) - amount;
                purchases.cell(row, LEFT, left > 0 ? left : GONE);
                return;
            }
        }
    }

    boolean exists(int row) {
        return purchases.cell(row, LEFT) != GONE;
    }

    long left(int row) {
        return purchases.cell(row, LEFT);
    }

    /** The time of the last order; {@link Long#MIN_VALUE} for none. */
    long last() {
        int row = newestBefore(purchases.size());
        return row < 0 ? lastBefore : purchases.time(row);
    }

    /** The time of the n-th order from the newest on; {@link Long#MIN_VALUE} where there are fewer. */
    long newest(int n) {
        int row = purchases.size();
        for (int i = 0; i < n && row >= 0; i++) {
            row = newestBefore(row);
        }
        return row < 0 ? Long.MIN_VALUE : purchases.time(row);
    }

    /** Whether there was an order in (after, upTo]. */
    boolean anyIn(long after, long upTo) {
        int row = newestBefore(purchases.firstAfter(upTo));
        return row >= 0 && purchases.time(row) > after;
    }

    private int newestBefore(int row) {
        int candidate = row - 1;
        while (candidate >= 0 && !exists(candidate)) {
            candidate--;
        }
        return candidate;
    }
}
