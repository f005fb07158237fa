package dev.segue.bench.peer.history;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * All that the ten rules need of one customer, exactly: lists of what is in their windows, the memberships, and when each of
 * them turns by time alone. Mutable, confined to one thread, reads no clock; times are epoch milliseconds.
 */
public final class CustomerHistory {

    static final long SEARCHES_KEPT = Span.hours(6);
    static final int PLAIN_WIDTH = 2;

    final Orders orders = new Orders();
    final Views views = new Views();
    final Entries carts = new Entries(PLAIN_WIDTH);
    final Entries searches = new Entries(PLAIN_WIDTH);
    final long[] turns = new long[TenSegments.ALL.length];
    int members;
    long sequence;
    long scheduled = TenSegments.NEVER;

    /** A customer of whom nothing is known. */
    public CustomerHistory() {
        Arrays.fill(turns, TenSegments.NEVER);
    }

    /** The first instant at which time alone turns a membership; {@link TenSegments#NEVER} for none. */
    public long nextDue() {
        long next = TenSegments.NEVER;
        for (long turn : turns) {
            next = Math.min(next, turn);
        }
        return next;
    }

    /** The instant for which a timer of the platform's is set; {@link TenSegments#NEVER} for none. */
    public long scheduled() {
        return scheduled;
    }

    /** Notes for when a timer of the platform's is set. */
    public void scheduled(long instant) {
        scheduled = instant;
    }

    /** Lets time pass: evaluates at every due instant before {@code now}. */
    public void advance(long now, Consumer<? super Crossing> crossings) {
        for (long due = nextDue(); due < now; due = nextDue()) {
            evaluate(dueBy(due), 0, due, crossings);
        }
    }

    /**
     * Takes in an event, then evaluates at {@code now} what it bears on and what is due. Every instant before must have been
     * evaluated.
     *
     * @param now the clock, not before the event
     * @return whether the history is another than before; not for a duplicate
     */
    public boolean apply(ShopEvent event, long now, Consumer<? super Crossing> crossings) {
        if (!add(event, now)) {
            return false;
        }
        int touched = TenSegments.touchedBy(event.kind());
        int due = dueBy(now);
        evaluate(touched | due, touched & ~due, now, crossings);
        return true;
    }

    private boolean add(ShopEvent event, long now) {
        return switch (event.kind()) {
            case PURCHASE, REFUND -> orders.add(event, now);
            case VIEW -> views.add(event, now);
            case CART -> add(event, carts, now - AbandonedCarts.WINDOW);
            case SEARCH -> add(event, searches, now - SEARCHES_KEPT);
            case OTHER -> false;
        };
    }

    private static boolean add(ShopEvent event, Entries entries, long forgottenUpTo) {
        entries.dropUpTo(forgottenUpTo);
        if (entries.holds(event.eventHash())) {
            return false;
        }
        entries.insert(event.occurredAt(), event.eventHash());
        return true;
    }

    private int dueBy(long now) {
        int due = 0;
        for (int i = 0; i < turns.length; i++) {
            if (turns[i] <= now) {
                due |= 1 << i;
            }
        }
        return due;
    }

    private void evaluate(int which, int byEvent, long now, Consumer<? super Crossing> crossings) {
        for (TenSegments segment : TenSegments.ALL) {
            int bit = 1 << segment.ordinal();
            if ((which & bit) != 0) {
                boolean before = (members & bit) != 0;
                boolean member = segment.member(this, before, now);
                if (member != before) {
                    members ^= bit;
                    crossings.accept(new Crossing(segment, member, now, ++sequence, (byEvent & bit) != 0));
                }
                turns[segment.ordinal()] = segment.nextTurn(this, member, now);
            }
        }
    }
}
