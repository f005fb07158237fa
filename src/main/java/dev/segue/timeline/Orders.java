package dev.segue.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches refunds with the orders on which they give money back. A refund lowers the kept order of its orderId, if that is
 * not later than the refund; where several entries bear one orderId, the newest of them. What is no longer kept has no say, so
 * that letting go of an order does not move its refunds to another.
 */
final class Orders {

    private static final String ORDER_ID = "orderId";

    private final Track purchases;
    private final Track refunds;

    Orders(Track purchases, Track refunds) {
        this.purchases = purchases;
        this.refunds = refunds;
    }

    /**
     * Matches anew all that bears the orderId of an order just placed at that instant: only refunds from then on can be of it.
     *
     * @return the orders looked at
     */
    List<Entry> settleOrder(Object orderId, long placedAt) {
        return refunds.firstAfter(placedAt - 1) < refunds.size() ? settle(orderId) : List.of();
    }

    /**
     * Matches anew all that bears one orderId.
     *
     * @return the orders looked at
     */
    List<Entry> settle(Object orderId) {
        if (orderId == null || purchases.size() == 0) {
            return List.of();
        }
        List<Entry> refundsOfOrder = bearing(orderId, refunds);
        if (refundsOfOrder.isEmpty()) {
            return List.of();
        }
        List<Entry> ordered = bearing(orderId, purchases);
        settle(ordered, refundsOfOrder);
        return ordered;
    }

    /** Matches everything; for a timeline just read. */
    void settleAll() {
        if (purchases.size() == 0 || refunds.size() == 0) {
            return;
        }
        Map<Object, List<Entry>> purchasesByOrder = byOrder(purchases);
        byOrder(refunds).forEach((orderId, matching) -> {
            List<Entry> ordered = purchasesByOrder.get(orderId);
            if (ordered != null) {
                settle(ordered, matching);
            }
        });
    }

    private void settle(List<Entry> ordered, List<Entry> givenBack) {
        for (int p = 0; p < ordered.size(); p++) {
            purchases.retract(ordered.get(p), null);
        }
        Steps[] steps = new Steps[ordered.size()];
        for (Entry refund : givenBack) {
            int newest = ordered.size() - 1;
            while (newest >= 0 && ordered.get(newest).at() > refund.at()) {
                newest--;
            }
            if (newest >= 0) {
                steps[newest] = steps[newest] == null ? new Steps(amount(ordered.get(newest))) : steps[newest];
                steps[newest].lower(refund.at(), amount(refund));
            }
        }
        for (int p = 0; p < steps.length; p++) {
            if (steps[p] != null) {
                purchases.retract(ordered.get(p), steps[p].toRetraction());
            }
        }
    }

    private static long amount(Entry entry) {
        return ((Amount) entry.recorded("amount")).tenThousandths();
    }

    private static List<Entry> bearing(Object orderId, Track track) {
        List<Entry> matching = new ArrayList<>();
        for (int i = 0; i < track.size(); i++) {
            if (orderId.equals(track.get(i).recorded(ORDER_ID))) {
                matching.add(track.get(i));
            }
        }
        return matching;
    }

    private static Map<Object, List<Entry>> byOrder(Track track) {
        Map<Object, List<Entry>> byOrder = new HashMap<>();
        for (int i = 0; i < track.size(); i++) {
            Object orderId = track.get(i).recorded(ORDER_ID);
            if (orderId != null) {
                byOrder.computeIfAbsent(orderId, any -> new ArrayList<>(1)).add(track.get(i));
            }
        }
        return byOrder;
    }

    /** What is left of one order, refund by refund. */
    private static final class Steps {

        private final long full;
        private final List<Long> at = new ArrayList<>(1);
        private final List<Long> left = new ArrayList<>(1);

        Steps(long full) {
            this.full = full;
        }

        /** Takes the amount off from an instant on, as far as there is that much. */
        void lower(long instant, long amount) {
            long before = left.isEmpty() ? full : left.get(left.size() - 1);
            at.add(instant);
            left.add(Math.max(0, before - amount));
        }

        Retraction toRetraction() {
            return new Retraction(
                    full,
                    at.stream().mapToLong(Long::longValue).toArray(),
                    left.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
