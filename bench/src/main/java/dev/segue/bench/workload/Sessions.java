package dev.segue.bench.workload;

import dev.segue.avro.PurchaseEvent;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Customers come, click around for some minutes, some buy at the end, some give back days later. Kept in memory is only what is
 * under way: sessions, refunds to come, records that are late.
 */
final class Sessions implements Iterator<Arrival> {

    private static final double MEAN_CLICKS = 7.35;
    private static final double BUYING = 0.1633;
    private static final int ORDERS =
            4; // one for each seller: 0.65 a session, 8 % of the events; one of them is refunded
    private static final double EVENTS_A_SESSION = MEAN_CLICKS + BUYING * (ORDERS + 1);
    private static final double WANDERING = 0.01;
    private static final double LATE = 0.02;
    private static final double DUPLICATE = 0.001;
    private static final double SEARCH = 0.03;
    private static final double PRODUCT_VIEW = 0.24;
    private static final double CART_OF_BUYER = 0.02;
    private static final double CART_OF_OTHERS = 0.001;
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;

    private final Workload workload;
    private final SplittableRandom random;
    private final IntSupplier customers;
    private final Shop shop;
    private final double pause;
    private double nextSession;
    private long returned;
    private long queued;
    private final PriorityQueue<Session> sessions = new PriorityQueue<>(Comparator.comparingLong(one -> one.next));
    private final PriorityQueue<Return> returns = new PriorityQueue<>(Comparator.comparingLong(Return::at));
    private final PriorityQueue<Queued> arrivals = new PriorityQueue<>(
            Comparator.comparingLong((Queued one) -> one.arrival().at()).thenComparingLong(Queued::number));

    Sessions(Workload workload) {
        this.workload = workload;
        this.random = new SplittableRandom(workload.seed());
        this.customers = workload.popularity().draws(workload.customers(), random.split());
        this.shop = new Shop(workload.seed(), random.split());
        this.pause = Workload.SPAN.toMillis() * EVENTS_A_SESSION / workload.events();
        this.nextSession = workload.begins().toEpochMilli();
    }

    private record Queued(Arrival arrival, long number) {}

    private record Return(long at, PurchaseEvent purchase) {}

    private static final class Session {
        final String customerId;
        final String id;
        final Shop.Interest interest;
        final boolean buying;
        int clicks;
        int orders;
        long next;

        Session(String customerId, String id, Shop.Interest interest, int clicks, int orders, long begins) {
            this.customerId = customerId;
            this.id = id;
            this.interest = interest;
            this.buying = orders > 0;
            this.clicks = clicks;
            this.orders = orders;
            this.next = begins;
        }
    }

    @Override
    public boolean hasNext() {
        return returned < workload.events();
    }

    @Override
    public Arrival next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (arrivals.isEmpty() || arrivals.peek().arrival().at() > happenedUpTo()) {
            happen();
        }
        returned++;
        return arrivals.remove().arrival();
    }

    private long happenedUpTo() {
        long session = sessions.isEmpty() ? Long.MAX_VALUE : sessions.peek().next;
        long refund = returns.isEmpty() ? Long.MAX_VALUE : returns.peek().at();
        return Math.min((long) nextSession, Math.min(session, refund)) - 1;
    }

    /** Lets the next thing happen. */
    private void happen() {
        long upTo = happenedUpTo() + 1;
        if (!returns.isEmpty() && returns.peek().at() == upTo) {
            Return due = returns.remove();
            arrive(shop.refund(due.purchase(), due.at()), due.at());
        } else if (!sessions.isEmpty() && sessions.peek().next == upTo) {
            goOn(sessions.remove());
        } else {
            begin();
        }
    }

    private void begin() {
        int clicks = 1 + (int) exponential(MEAN_CLICKS - 0.5);
        int orders = random.nextDouble() < BUYING ? ORDERS : 0;
        String customerId = Shop.customer(customers.getAsInt());
        sessions.add(
                new Session(customerId, shop.session(), shop.interest(WANDERING), clicks, orders, (long) nextSession));
        nextSession += exponential(pause);
    }

    private void goOn(Session session) {
        long now = session.next;
        if (session.clicks > 0) {
            session.clicks--;
            arrive(shop.click(session.customerId, session.id, type(session.buying), session.interest, now), now);
        } else {
            session.orders--;
            PurchaseEvent purchase = shop.purchase(session.customerId, now);
            arrive(purchase, now);
            if (session.orders == 0) {
                long days = (long) Math.min(20 * DAY, 30 * MINUTE + exponential(3 * DAY));
                returns.add(new Return(now + days, purchase));
            }
        }
        session.next = now + 5_000 + (long) exponential(2 * MINUTE);
        if (session.clicks + session.orders > 0) {
            sessions.add(session);
        }
    }

    private String type(boolean buying) {
        double drawn = random.nextDouble() - (buying ? CART_OF_BUYER : CART_OF_OTHERS);
        if (drawn < 0) {
            return "add_to_cart";
        }
        return drawn < SEARCH ? "search" : drawn < SEARCH + PRODUCT_VIEW ? "product_view" : "page_view";
    }

    private void arrive(SpecificRecord value, long happened) {
        queue(value, happened + (random.nextDouble() < LATE ? 1 + delay() : 0));
        if (random.nextDouble() < DUPLICATE) {
            queue(value, happened + 1 + delay());
        }
    }

    private void queue(SpecificRecord value, long at) {
        arrivals.add(new Queued(new Arrival(at, value), queued++));
    }

    private long delay() {
        return random.nextLong(Workload.LATEST.toMillis() - 1);
    }

    private double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }
}
