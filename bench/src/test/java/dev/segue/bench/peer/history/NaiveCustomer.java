package dev.segue.bench.peer.history;

import dev.segue.bench.peer.history.ShopEvent.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The ten rules as the file says them, over every event that ever was: slow, and plain enough to be believed. */
final class NaiveCustomer {

    private static final List<Long> WINDOWS = List.of(
            Span.minutes(30),
            Span.hours(6),
            Span.days(1),
            Span.days(2),
            Span.days(7),
            Span.days(10),
            Span.days(14),
            Span.days(30));

    private final List<ShopEvent> events = new ArrayList<>();
    private final Set<TenSegments> memberships = EnumSet.noneOf(TenSegments.class);
    private long sequence;

    boolean add(ShopEvent event) {
        if (events.contains(event)) {
            return false;
        }
        events.add(event);
        events.sort(Comparator.comparingLong(ShopEvent::occurredAt));
        return true;
    }

    /** All instants in [from, to) at which anything enters or leaves any window. */
    TreeSet<Long> instantsIn(long from, long to) {
        TreeSet<Long> instants = new TreeSet<>();
        for (ShopEvent event : events) {
            for (long window : WINDOWS) {
                long instant = event.occurredAt() + window;
                if (instant >= from && instant < to) {
                    instants.add(instant);
                }
            }
        }
        return instants;
    }

    /** Those that time alone would turn now. */
    Set<TenSegments> turning(long now) {
        Set<TenSegments> turning = EnumSet.allOf(TenSegments.class);
        turning.removeIf(segment -> {
            boolean before = memberships.contains(segment);
            return holds(segment, before, now) == before;
        });
        return turning;
    }

    List<Crossing> evaluate(long now, Set<TenSegments> byTime) {
        List<Crossing> crossings = new ArrayList<>();
        for (TenSegments segment : TenSegments.values()) {
            boolean before = memberships.contains(segment);
            if (holds(segment, before, now) != before) {
                crossings.add(new Crossing(segment, !before, now, ++sequence, !byTime.contains(segment)));
                boolean changed = before ? memberships.remove(segment) : memberships.add(segment);
                assert changed;
            }
        }
        return crossings;
    }

    private boolean holds(TenSegments segment, boolean before, long now) {
        return switch (segment) {
            case BIG_SPENDER -> sum(orders(now, Span.days(30))) >= (before ? 300_0000 : 500_0000);
            case FREQUENT_BUYER -> orders(now, Span.days(30)).size() >= 5;
            case VALUABLE_BASKET -> {
                List<ShopEvent> orders = orders(now, Span.days(14));
                yield orders.size() >= 3 && (double) sum(orders) / orders.size() >= 120_0000;
            }
            case OFTEN_REFUNDED ->
                within(Kind.REFUND, now, Span.days(30), any -> true).size() >= 2;
            case GONE_QUIET -> {
                List<ShopEvent> orders = orders(now, Long.MAX_VALUE / 2);
                yield !orders.isEmpty() && now - orders.get(orders.size() - 1).occurredAt() >= Span.days(10);
            }
            case HOT_BROWSER ->
                within(Kind.VIEW, now, Span.minutes(30), any -> true).size() >= 8;
            case CART_ABANDONER ->
                within(Kind.CART, now, Span.days(1), cart -> abandoned(cart, now))
                                .size()
                        >= 1;
            case CATEGORY_FAN ->
                within(Kind.VIEW, now, Span.days(7), view -> "c3".equals(view.category()))
                                .size()
                        >= 6;
            case EXPLORER ->
                within(Kind.VIEW, now, Span.days(2), view -> view.category() != null).stream()
                                .map(ShopEvent::category)
                                .distinct()
                                .count()
                        >= 8;
            case SEARCHING_IN_VAIN ->
                within(Kind.SEARCH, now, Span.hours(6), any -> true).size() >= 3
                        && orders(now, Span.hours(6)).isEmpty();
        };
    }

    private boolean abandoned(ShopEvent cart, long now) {
        long until = cart.occurredAt() + Span.minutes(30);
        return until <= now
                && orders(now, Long.MAX_VALUE / 2).stream()
                        .noneMatch(order -> order.occurredAt() > cart.occurredAt() && order.occurredAt() <= until);
    }

    private List<ShopEvent> within(Kind kind, long now, long window, Predicate<ShopEvent> condition) {
        return events.stream()
                .filter(event -> event.kind() == kind && event.occurredAt() > now - window && event.occurredAt() <= now)
                .filter(condition)
                .toList();
    }

    private List<ShopEvent> orders(long now, long window) {
        return within(Kind.PURCHASE, now, window, order -> refunds(order, now).isEmpty() || left(order, now) > 0);
    }

    private long sum(List<ShopEvent> orders) {
        return orders.stream().mapToLong(order -> left(order, Long.MAX_VALUE)).sum();
    }

    private long left(ShopEvent order, long now) {
        return order.amount()
                - refunds(order, now).stream().mapToLong(ShopEvent::amount).sum();
    }

    /** Those on this order: not before it, and on no newer one of the same orderId. */
    private List<ShopEvent> refunds(ShopEvent order, long now) {
        return events.stream()
                .filter(refund ->
                        refund.kind() == Kind.REFUND && refund.occurredAt() <= now && newestOrderOf(refund) == order)
                .toList();
    }

    private ShopEvent newestOrderOf(ShopEvent refund) {
        return events.stream()
                .filter(order -> order.kind() == Kind.PURCHASE
                        && order.order() == refund.order()
                        && order.occurredAt() <= refund.occurredAt())
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
