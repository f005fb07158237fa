package dev.segue.bench.peer.history;

/** Carts without an order in the half hour after; each counts from then until a day after it was filled. */
final class AbandonedCarts {

    static final long WINDOW = Span.days(1);
    private static final long PATIENCE = Span.minutes(30);

    private AbandonedCarts() {}

    static boolean any(CustomerHistory of, long now) {
        for (int row = of.carts.firstAfter(now - PATIENCE) - 1; row >= 0; row--) {
            if (of.carts.time(row) <= now - WINDOW) {
                return false;
            }
            if (abandoned(of, row)) {
                return true;
            }
        }
        return false;
    }

    /** When the first cart after now will count. */
    static long nextStart(CustomerHistory of, long now) {
        for (int row = of.carts.firstAfter(now - PATIENCE); row < of.carts.size(); row++) {
            if (abandoned(of, row)) {
                return of.carts.time(row) + PATIENCE;
            }
        }
        return TenSegments.NEVER;
    }

    /** When none will count any more, given that one does now. */
    static long nextEnd(CustomerHistory of, long now) {
        long end = Long.MIN_VALUE;
        for (int row = of.carts.firstAfter(now - WINDOW); row < of.carts.size(); row++) {
            long time = of.carts.time(row);
            if (end != Long.MIN_VALUE && time + PATIENCE > end) {
                return end;
            }
            if (abandoned(of, row)) {
                end = time + WINDOW;
            }
        }
        return end;
    }

    private static boolean abandoned(CustomerHistory of, int row) {
        long time = of.carts.time(row);
        return !of.orders.anyIn(time, time + PATIENCE);
    }
}
