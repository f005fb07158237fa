package dev.segue.membership;

import dev.segue.rule.plan.Verdict;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where one customer stands, by some segments, while time passes and nothing else happens. The customer itself is not
 * changed, and must not be changed as long as this is in use.
 */
public final class Course {

    private final Customer customer;
    private final Function<String, Standing> begin;
    private final Map<String, Standing> turned = new HashMap<>(4);
    private Rulebook rules;
    private BitSet concerned;
    private long due;

    /** @param concerned the rules to follow; those that depend on one that turns are followed too */
    Course(Customer customer, Rulebook rules, BitSet concerned, Function<String, Standing> begin, long due) {
        this.customer = customer;
        this.rules = rules;
        this.concerned = concerned;
        this.begin = begin;
        this.due = due;
    }

    private Course(Course from, BitSet concerned) {
        this(from.customer, from.rules, concerned, from.begin, from.due);
        this.turned.putAll(from.turned);
    }

    /** Whether the customer is in the segment. */
    public boolean isMember(String segmentId) {
        return standing(segmentId) instanceof Standing.Member;
    }

    /** When the member entered the segment, epoch milliseconds; null for one who is not in. */
    public Long since(String segmentId) {
        return standing(segmentId) instanceof Standing.Member member ? (Long) member.since() : null;
    }

    /** When the customer left the segment, epoch milliseconds; null for a member and for one who has never been in. */
    public Long leftAt(String segmentId) {
        return standing(segmentId) instanceof Standing.Former former ? (Long) former.leftAt() : null;
    }

    /** The next instant at which time alone may turn a membership, or {@link Customer#NEVER}. */
    public long nextDue() {
        return due;
    }

    /** Passes the time up to an instant (exclusive). */
    public void pass(long clock) {
        while (due < clock) {
            evaluate(concerned, due);
        }
    }

    /**
     * Puts other segments into force at a clock, after passing the time up to it, as their publication would.
     *
     * @param changed ids of those that {@link Outlook#concernedByChangeFrom differ}; the others are looked at only where
     *     they are due or depend on one that turns
     */
    public void publish(Outlook others, Set<String> changed, long clock) {
        pass(clock);
        boolean everything = due <= clock || customer.unsettled();
        adopt(others, everything ? others.all() : others.indexes(changed), clock);
    }

    void adopt(Outlook others, BitSet toEvaluate, long clock) {
        rules = others.rules();
        concerned = others.all();
        for (String segmentId : customer.standings().segments()) {
            if (rules.rule(segmentId) == null) {
                turned.put(segmentId, null);
            }
        }
        turned.keySet()
                .removeIf(segmentId -> rules.rule(segmentId) == null
                        && !customer.standings().segments().contains(segmentId));
        long notBefore = due > clock ? due : Verdict.NEVER;
        evaluate(toEvaluate, clock);
        due = Math.min(due, notBefore);
    }

    /**
     * When the customer's membership of a segment will turn, one way or the other, if nothing happens; null for never, and
     * where it was not found within that many evaluations.
     *
     * @param now the instant up to which (inclusive) time was passed
     */
    public Long turnOf(String segmentId, long now, int most) {
        Course ahead = new Course(this, rules.closure(rules.index(segmentId)));
        boolean member = isMember(segmentId);
        // what turns at this very instant was held back: it is not at one instant that a membership turns twice
        Decision current = ahead.decide(ahead.concerned, now);
        ahead.due = current.flips().isEmpty() ? current.nextDue() : now + 1;
        for (int i = 0; i < most && ahead.due != Verdict.NEVER; i++) {
            long instant = ahead.due;
            ahead.evaluate(ahead.concerned, instant);
            if (ahead.isMember(segmentId) != member) {
                return instant;
            }
        }
        return null;
    }

    private void evaluate(BitSet toEvaluate, long instant) {
        Decision decision = decide(toEvaluate, instant);
        decision.flips()
                .forEach(flip -> turned.put(
                        flip.segment().id(), decision.standing(flip.segment().id())));
        due = decision.nextDue();
    }

    private Decision decide(BitSet toEvaluate, long instant) {
        return new Decision(rules, customer, (rule, segmentId) -> standing(segmentId), instant)
                .evaluate((BitSet) toEvaluate.clone());
    }

    private Standing standing(String segmentId) {
        Standing now = turned.get(segmentId);
        return now != null || turned.containsKey(segmentId) ? now : begin.apply(segmentId);
    }
}
