package dev.segue.bench.peer.history;

import java.util.function.Predicate;

/** Number and exact sum of the orders in a window, which can be let go by as time passes. */
final class Basket {

    private final Orders orders;
    private final long window;
    private int row;
    private int count;
    private long sum;

    private Basket(Orders orders, long window, int row) {
        this.orders = orders;
        this.window = window;
        this.row = row;
    }

    static Basket within(long window, Orders orders, long now) {
        Basket basket = new Basket(orders, window, orders.purchases.firstAfter(now - window));
        for (int i = basket.row; i < orders.purchases.size(); i++) {
            if (orders.exists(i)) {
                basket.count++;
                basket.sum += orders.left(i);
            }
        }
        return basket;
    }

    int count() {
        return count;
    }

    /** In ten-thousandths. */
    long sum() {
        return sum;
    }

    /** The instant at which orders leave the window so that the condition holds; {@link TenSegments#NEVER} for none. */
    long nextTurn(Predicate<Basket> condition) {
        while (row < orders.purchases.size()) {
            long time = orders.purchases.time(row);
            while (row < orders.purchases.size() && orders.purchases.time(row) == time) {
                drop(row++);
            }
            if (condition.test(this)) {
                return time + window;
            }
        }
        return TenSegments.NEVER;
    }

    private void drop(int order) {
        if (orders.exists(order)) {
            count--;
            sum -= orders.left(order);
        }
    }
}
