package dev.segue.bench.check;

import dev.segue.bench.check.Window.Entry;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One customer and the ten segments: what {@code ten-segments.yaml} says, in Java. */
final class TenSegments {

    private static final List<String> IDS = List.of(
            "big-spender",
            "frequent-buyer",
            "valuable-basket",
            "often-refunded",
            "gone-quiet",
            "hot-browser",
            "cart-abandoner",
            "category-fan",
            "explorer",
            "searching-in-vain");

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long EURO = 10_000;
    private static final long HESITATION = 30 * MINUTE;
    private static final long QUIET = 10 * DAY;

    private final Window bought30d = new Window(30 * DAY);
    private final Window bought14d = new Window(14 * DAY);
    private final Window bought6h = new Window(6 * HOUR);
    private final Orders orders = new Orders(bought30d, bought14d, bought6h);
    private final Window refunded30d = new Window(30 * DAY);
    private final Window viewed30m = new Window(30 * MINUTE);
    private final Window viewed2d = new Window(2 * DAY);
    private final Window viewedC3 = new Window(7 * DAY);
    private final Window carted = new Window(DAY);
    private final Window searched = new Window(6 * HOUR);
    private final List<Window> windows =
            List.of(bought30d, bought14d, bought6h, refunded30d, viewed30m, viewed2d, viewedC3, carted, searched);

    private final String customerId;
    private final Consumer<? super Change> changes;
    private final Set<String> eventIds = new HashSet<>();
    private final BitSet memberships = new BitSet();
    private long now;

    TenSegments(String customerId, Consumer<? super Change> changes) {
        this.customerId = customerId;
        this.changes = changes;
    }

    /** Takes an event in at that clock: what time alone does before that comes first. */
    void apply(Event event, long clock) {
        if (eventIds.add(event.eventId())) {
            passTime(clock);
            takeIn(event);
            evaluate(clock);
        }
    }

    /** Evaluates at every instant before the clock at which anything can change. */
    void passTime(long clock) {
        for (long instant = nextInstant(); instant < clock; instant = nextInstant()) {
            evaluate(instant);
        }
    }

    private void takeIn(Event event) {
        Entry entry = new Entry(event.time(), eventIds.size(), event.category(), event.amount());
        switch (event.type()) {
            case Event.PURCHASE -> orders.buy(event, eventIds.size());
            case Event.REFUND -> {
                refunded30d.add(entry);
                orders.giveBack(event);
            }
            case "product_view" -> {
                viewed30m.add(entry);
                viewed2d.add(entry);
                if ("c3".equals(event.category())) {
                    viewedC3.add(entry);
                }
            }
            case "add_to_cart" -> carted.add(entry);
            case "search" -> searched.add(entry);
            default -> {
                // no segment looks at it
            }
        }
    }

    private void evaluate(long instant) {
        now = instant;
        windows.forEach(window -> window.advance(now));
        boolean spends = memberships.get(0) ? bought30d.sum() >= 300 * EURO : bought30d.sum() >= 500 * EURO;
        int baskets = bought14d.count();
        Long last = orders.last();
        boolean[] in = {
            spends,
            bought30d.count() >= 5,
            baskets >= 3 && bought14d.sum() >= 120 * EURO * baskets,
            refunded30d.count() >= 2,
            last != null && now - last >= QUIET,
            viewed30m.count() >= 8,
            abandoned(),
            viewedC3.count() >= 6,
            viewed2d.categories() >= 8,
            searched.count() >= 3 && bought6h.count() == 0,
        };
        for (int segment = 0; segment < in.length; segment++) {
            if (in[segment] != memberships.get(segment)) {
                memberships.set(segment, in[segment]);
                changes.accept(new Change(customerId, IDS.get(segment), in[segment], now));
            }
        }
    }

    private boolean abandoned() {
        for (Entry cart : carted.entries()) {
            if (cart.time + HESITATION > now) {
                return false;
            }
            if (!orders.anyIn(cart.time, cart.time + HESITATION)) {
                return true;
            }
        }
        return false;
    }

    private long nextInstant() {
        long next = Long.MAX_VALUE;
        for (Window window : windows) {
            next = Math.min(next, window.nextLeaving());
        }
        Entry cart = carted.firstAfter(now - HESITATION);
        if (cart != null) {
            next = Math.min(next, cart.time + HESITATION);
        }
        Long last = orders.last();
        return last != null && last + QUIET > now ? Math.min(next, last + QUIET) : next;
    }
}
