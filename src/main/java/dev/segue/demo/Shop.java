package dev.segue.demo;

import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A shop whose customers behave like people: regulars, browsers, bargain hunters, big spenders, some who come once and some
 * who stop coming. They look around, fill carts and buy them or leave them, and bring things back days later.
 *
 * <p>Everything follows from the seed and the times handed in. First its {@link #history}, then {@link #next}, as often
 * as wanted, with the same customers going on with what they were at. Not for several threads at once.
 */
public final class Shop {

    private static final long DAY = 86_400_000L;
    /** Newcomers go on appearing for this long after the opening. */
    private static final long ACQUISITION = 150 * DAY;

    private static final long BUSY_END = 300_000;
    private static final double BUSIEST_RATE = 50;

    private static final double ALREADY_CUSTOMERS = 0.55;
    private static final double LEAVERS = 0.25;
    private static final double NEWSLETTER_CHANGES = 0.02;
    private static final double FULL_REFUNDS = 0.7;
    /** Thinking between two steps, at least and at most; who is watched does not dawdle that long. */
    private static final long SHORTEST_THOUGHT = 4_000;

    private static final long LONGEST_THOUGHT = 45_000;
    private static final int HURRY = 8;

    /** Something that a shopper has in mind for a time of the shop; {@code steps} is null for a visit not yet planned. */
    private record Plan(long due, long order, Shopper shopper, Deque<LongFunction<CustomerEvent>> steps) {
        boolean isVisit() {
            return steps == null;
        }
    }

    /** A plan under way, and the time of its next step. */
    private record Turn(long due, long order, Plan plan, Deque<LongFunction<CustomerEvent>> steps) {}

    private final Random random;
    private final Catalogue catalogue;
    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparingLong(Plan::due).thenComparingLong(Plan::order));
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::due).thenComparingLong(Turn::order));
    private long order;
    private long ids = 100_000;

    /**
     * @param opening when its time begins, epoch milliseconds
     * @param customers how many it has and will have; at least one
     */
    public Shop(long seed, long opening, int customers) {
        random = new Random(seed);
        catalogue = new Catalogue(random);
        for (int number = 1; number <= customers; number++) {
            boolean known = random.nextDouble() < ALREADY_CUSTOMERS;
            long comes = opening + (long) (random.nextDouble() * (known ? 10 * DAY : ACQUISITION));
            long leaves =
                    random.nextDouble() < LEAVERS ? comes + (long) (random.nextDouble() * 45 * DAY) : Long.MAX_VALUE;
            visit(new Shopper(number, catalogue, leaves, random), comes);
        }
    }

    /** Lets time go by up to and with {@code until}: all that happens, in order, each event at its own time. */
    public void trade(long until, Consumer<? super CustomerEvent> events) {
        while (true) {
            long turn = turns.isEmpty() ? Long.MAX_VALUE : turns.peek().due();
            long plan = plans.isEmpty() ? Long.MAX_VALUE : plans.peek().due();
            if (Math.min(turn, plan) > until) {
                return;
            } else if (plan < turn) {
                begin(plans.remove(), plan);
            } else {
                events.accept(play(turns.remove(), turn, 1));
            }
        }
    }

    /**
     * Lets time go by up to {@code until} as {@link #trade} does, the last five minutes as busily as it is then to go on by
     * {@link #next}: whatever looks back minutes only finds something too.
     *
     * @param rate events a second of the last minutes; more than zero, and no more than 50 are made
     */
    public void history(long until, double rate, Consumer<? super CustomerEvent> events) {
        long busy = until - BUSY_END;
        trade(busy, events);
        double step = 1000 / Math.min(rate, BUSIEST_RATE);
        for (double at = busy + step; at <= until; at += step) {
            events.accept(next((long) at));
        }
    }

    /**
     * The next thing to happen, now: a step that is due, or else the next visit, refund or whatever is planned, brought
     * forward. Who visits how often is as before; only days pass quickly.
     *
     * @param now epoch milliseconds; never less than any time before
     * @throws java.util.NoSuchElementException once all customers have left for good; large shops never get there
     */
    public CustomerEvent next(long now) {
        if (!plans.isEmpty() && (turns.isEmpty() || turns.peek().due() > now)) {
            begin(plans.remove(), now);
        }
        return play(turns.remove(), now, HURRY);
    }

    private void begin(Plan plan, long at) {
        Deque<LongFunction<CustomerEvent>> steps =
                plan.isVisit() ? Visit.plan(plan.shopper(), catalogue, random, this::id) : plan.steps();
        turns.add(new Turn(at, order++, plan, steps));
    }

    private CustomerEvent play(Turn turn, long at, int hurry) {
        CustomerEvent event = turn.steps().remove().apply(at);
        if (!turn.steps().isEmpty()) {
            long thought = SHORTEST_THOUGHT + (long) (random.nextDouble() * (LONGEST_THOUGHT - SHORTEST_THOUGHT));
            turns.add(new Turn(at + thought / hurry, order++, turn.plan(), turn.steps()));
        } else if (turn.plan().isVisit()) {
            afterVisit(turn.plan());
        }
        if (event instanceof Purchase purchase) {
            spends(turn.plan(), purchase.amount());
            afterPurchase(turn.plan(), purchase);
        } else if (event instanceof Refund refund) {
            spends(turn.plan(), refund.amount().negate());
        }
        return event;
    }

    private void afterVisit(Plan plan) {
        Shopper shopper = plan.shopper();
        visit(shopper, plan.due() + shopper.persona().gap(random));
        if (random.nextDouble() < NEWSLETTER_CHANGES) {
            later(shopper, plan.due() + DAY, at -> {
                shopper.changesMindOnNewsletter();
                return shopper.profile(at);
            });
        }
    }

    private void afterPurchase(Plan plan, Purchase purchase) {
        Shopper shopper = plan.shopper();
        if (shopper.persona().returns(random)) {
            boolean whole = random.nextDouble() < FULL_REFUNDS;
            BigDecimal amount =
                    whole ? purchase.amount() : purchase.items().get(0).amount();
            long due = plan.due() + (long) ((2 + 10 * random.nextDouble()) * DAY);
            later(shopper, Rhythm.settle(due, random), at -> refund(purchase, amount, at));
        }
    }

    private void spends(Plan plan, BigDecimal amount) {
        if (plan.shopper().spends(amount)) {
            later(plan.shopper(), plan.due() + DAY / 2, plan.shopper()::profile);
        }
    }

    private Refund refund(Purchase purchase, BigDecimal amount, long at) {
        String channel = random.nextDouble() < 0.8 ? purchase.channel() : "store";
        return new Refund(
                "e-" + id(), purchase.orderId(), purchase.customerId(), at, amount, purchase.currency(), channel);
    }

    private void visit(Shopper shopper, long due) {
        long settled = Rhythm.settle(due, random);
        if (shopper.comesAt(settled)) {
            plans.add(new Plan(settled, order++, shopper, null));
        }
    }

    private void later(Shopper shopper, long due, LongFunction<CustomerEvent> step) {
        plans.add(new Plan(due, order++, shopper, new ArrayDeque<>(List.of(step))));
    }

    private String id() {
        return Long.toString(ids++, 36);
    }
}
