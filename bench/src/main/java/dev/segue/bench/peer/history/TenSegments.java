package dev.segue.bench.peer.history;

import dev.segue.bench.peer.history.ShopEvent.Kind;

/**
 * The ten segments of {@code ten-segments.yaml} by hand, in the order of their ids. {@code within(d)} is (now - d, now].
 * Each rule says whether it holds now, and when it will first turn if nothing happens.
 */
public enum TenSegments {
    BIG_SPENDER("big-spender", Kind.PURCHASE, Kind.REFUND) {
        private static final long WINDOW = Span.days(30);
        private static final long ENTER = 500_0000;
        private static final long STAY = 300_0000;

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            Basket basket = Basket.within(WINDOW, of.orders, now);
            return basket.sum() >= (before ? STAY : ENTER);
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? Basket.within(WINDOW, of.orders, now).nextTurn(basket -> basket.sum() < STAY) : NEVER;
        }
    },
    CART_ABANDONER("cart-abandoner", Kind.CART, Kind.PURCHASE, Kind.REFUND) {
        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return AbandonedCarts.any(of, now);
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? AbandonedCarts.nextEnd(of, now) : AbandonedCarts.nextStart(of, now);
        }
    },
    CATEGORY_FAN("category-fan", Kind.VIEW) {
        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return of.views.sixthOfFavourite() > now - Views.FAVOURITE_WINDOW;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? of.views.sixthOfFavourite() + Views.FAVOURITE_WINDOW : NEVER;
        }
    },
    EXPLORER("explorer", Kind.VIEW) {
        private static final int CATEGORIES = 8;

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return of.views.newestOfCategory(CATEGORIES, now) != Long.MIN_VALUE;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? of.views.newestOfCategory(CATEGORIES, now) + Views.CATEGORY_WINDOW : NEVER;
        }
    },
    FREQUENT_BUYER("frequent-buyer", Kind.PURCHASE, Kind.REFUND) {
        private static final long WINDOW = Span.days(30);

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return of.orders.newest(5) > now - WINDOW;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? of.orders.newest(5) + WINDOW : NEVER;
        }
    },
    GONE_QUIET("gone-quiet", Kind.PURCHASE, Kind.REFUND) {
        private static final long QUIET = Span.days(10);

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            long last = of.orders.last();
            return last != Long.MIN_VALUE && now - last >= QUIET;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            long last = of.orders.last();
            return member || last == Long.MIN_VALUE ? NEVER : last + QUIET;
        }
    },
    HOT_BROWSER("hot-browser", Kind.VIEW) {
        private static final long WINDOW = Span.minutes(30);

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return newest(of.views.entries, 8) > now - WINDOW;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? newest(of.views.entries, 8) + WINDOW : NEVER;
        }
    },
    OFTEN_REFUNDED("often-refunded", Kind.REFUND) {
        private static final long WINDOW = Span.days(30);

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return newest(of.orders.refunds, 2) > now - WINDOW;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return member ? newest(of.orders.refunds, 2) + WINDOW : NEVER;
        }
    },
    SEARCHING_IN_VAIN("searching-in-vain", Kind.SEARCH, Kind.PURCHASE, Kind.REFUND) {
        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            long after = now - CustomerHistory.SEARCHES_KEPT;
            return newest(of.searches, 3) > after && of.orders.newest(1) <= after;
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            long third = newest(of.searches, 3);
            if (member) {
                return third + CustomerHistory.SEARCHES_KEPT;
            }
            long bought = of.orders.newest(1);
            return bought > now - CustomerHistory.SEARCHES_KEPT && third > bought
                    ? bought + CustomerHistory.SEARCHES_KEPT
                    : NEVER;
        }
    },
    VALUABLE_BASKET("valuable-basket", Kind.PURCHASE, Kind.REFUND) {
        private static final long WINDOW = Span.days(14);

        @Override
        boolean member(CustomerHistory of, boolean before, long now) {
            return isValuable(Basket.within(WINDOW, of.orders, now));
        }

        @Override
        long nextTurn(CustomerHistory of, boolean member, long now) {
            return Basket.within(WINDOW, of.orders, now).nextTurn(basket -> isValuable(basket) != member);
        }

        private static boolean isValuable(Basket basket) {
            return basket.count() >= 3 && basket.sum() >= 120_0000L * basket.count();
        }
    };

    /** No instant. */
    public static final long NEVER = Long.MAX_VALUE;

    static final TenSegments[] ALL = values();
    private static final int[] TOUCHED_BY = new int[Kind.values().length];

    static {
        for (TenSegments segment : ALL) {
            for (Kind kind : segment.kinds) {
                TOUCHED_BY[kind.ordinal()] |= 1 << segment.ordinal();
            }
        }
    }

    private final String id;
    private final Kind[] kinds;

    TenSegments(String id, Kind... kinds) {
        this.id = id;
        this.kinds = kinds;
    }

    /** The segment's id. */
    public String id() {
        return id;
    }

    /** A bit for each segment on whose rule an event of the kind bears. */
    static int touchedBy(Kind kind) {
        return TOUCHED_BY[kind.ordinal()];
    }

    /** Whether the customer is a member now, given whether they were one before. */
    abstract boolean member(CustomerHistory of, boolean before, long now);

    /** The first instant after now at which {@link #member} will turn; {@link #NEVER} for none. */
    abstract long nextTurn(CustomerHistory of, boolean member, long now);

    private static long newest(Entries entries, int n) {
        return entries.size() < n ? Long.MIN_VALUE : entries.time(entries.size() - n);
    }
}
