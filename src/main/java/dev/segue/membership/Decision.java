package dev.segue.membership;

import dev.segue.rule.Segment;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.rule.plan.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The evaluation of one customer at one instant: which memberships turn, in dependency order, and when time alone may next
 * turn one. It changes nothing; whoever asked applies the flips.
 */
final class Decision {

    /** Is told, of each rule looked at, when it is to be looked at again if nothing but time happens. */
    interface Watch {
        void dueAt(int rule, long instant);
    }

    /** Where a customer stands in regard to the segment of a rule. */
    interface Standpoint {
        Standing of(int rule, String segmentId);
    }

    private final Rulebook rules;
    private final Customer customer;
    private final Standpoint before;
    private final long now;
    // seldom does any turn
    private Map<String, Standing> turned = Map.of();
    private List<Flip> flips = List.of();
    private final Moment moment;
    private long nextDue = Verdict.NEVER;
    private boolean unsettled;

    /** @param before where the customer stood until now */
    Decision(Rulebook rules, Customer customer, Standpoint before, long now) {
        this.rules = rules;
        this.customer = customer;
        this.before = before;
        this.now = now;
        this.moment =
                rules.moment().at(now, customer.timeline(), customer.profile().attributes(), this::isMember);
    }

    /** The flips, in dependency order of their segments. */
    List<Flip> flips() {
        return flips;
    }

    /** When time alone may next turn one of the memberships that were evaluated, or {@link Verdict#NEVER}. */
    long nextDue() {
        return nextDue;
    }

    /** Whether a customer entered a segment whose rule for leaving holds as well. */
    boolean unsettled() {
        return unsettled;
    }

    /** Where the customer stands after the flips. */
    Standing standing(String segmentId) {
        Standing now = turned.get(segmentId);
        return now == null ? standingBefore(segmentId) : now;
    }

    /** Evaluates the rules of the given indexes, and those that depend on what turns, which it adds. */
    Decision evaluate(BitSet due) {
        return evaluate(due, false, (rule, instant) -> {});
    }

    /**
     * Evaluates the rules of the given indexes, and those that depend on what turns, which it adds.
     *
     * @param watch is told of each, all entries being taken to be in the past
     */
    Decision evaluate(BitSet due, boolean withEvidence, Watch watch) {
        for (int i = due.nextSetBit(0); i >= 0; i = due.nextSetBit(i + 1)) {
            if (evaluate(i, withEvidence, watch)) {
                due.or(rules.dependents(i));
            }
        }
        return this;
    }

    private Standing standingBefore(String segmentId) {
        return before.of(rules.index(segmentId), segmentId);
    }

    private boolean isMember(String segmentId) {
        return standing(segmentId) instanceof Standing.Member;
    }

    private boolean evaluate(int index, boolean withEvidence, Watch watch) {
        Rule rule = rules.rule(index);
        Segment segment = rule.segment();
        Standing standing = before.of(index, segment.id());
        long asked = ask(rule, standing, moment);
        long verdict = gate(segment, standing, now).pass(asked, now);
        if (!Verdict.holds(verdict)) {
            note(index, asked, standing, Verdict.until(verdict), watch);
            return false;
        }
        boolean entering = !(standing instanceof Standing.Member);
        if (flips.isEmpty()) {
            flips = new ArrayList<>();
            turned = new HashMap<>();
        }
        flips.add(new Flip(
                segment,
                entering,
                turnsOnlyBySegment(rule, standing),
                withEvidence ? evidence(rule, entering) : List.of()));
        turn(index, entering, watch);
        return true;
    }

    private void note(int index, long asked, Standing standing, long until, Watch watch) {
        nextDue = Math.min(nextDue, until);
        Rule rule = rules.rule(index);
        boolean byTime = standing instanceof Standing.Member ? rule.leavesByTime() : rule.entersByTime();
        watch.dueAt(index, byTime || Verdict.holds(asked) ? until : Verdict.NEVER);
    }

    private static long ask(Rule rule, Standing standing, Moment moment) {
        return standing instanceof Standing.Member ? rule.exits(moment) : rule.enters(moment);
    }

    /** The shortest stay, or the shortest absence, that must be over before the membership may turn. */
    static Gate gate(Segment segment, Standing standing, long now) {
        if (standing instanceof Standing.Member member) {
            return new Gate(segment.stayMillis() == 0 ? now : member.since() + segment.stayMillis());
        }
        return standing instanceof Standing.Former former
                ? new Gate(former.leftAt() + segment.cooldownMillis())
                : new Gate(now);
    }

    /** @param opens the instant from which on the membership may turn */
    record Gate(long opens) {

        long pass(long verdict, long now) {
            if (now >= opens) {
                return verdict;
            }
            // closed: what holds is looked at again when it opens, what does not hold not before it may
            return Verdict.holds(verdict) ? -opens : -Math.max(opens, Verdict.until(verdict));
        }
    }

    private void turn(int index, boolean entering, Watch watch) {
        Rule rule = rules.rule(index);
        Segment segment = rule.segment();
        Standing standing = entering
                ? new Standing.Member(segment.definition().version(), now, rules.arm(rule, customer.id()))
                : new Standing.Former(now);
        turned.put(segment.id(), standing);
        long back = ask(rule, standing, moment);
        Gate gate = gate(segment, standing, now);
        // where the rule for the way back holds already, it is not at the same instant that the customer takes it
        boolean heldBack = Verdict.holds(back) && gate.opens() <= now;
        unsettled |= heldBack;
        note(index, back, standing, heldBack ? now + 1 : Verdict.until(gate.pass(back, now)), watch);
    }

    // whether the membership would have stood, had the memberships that it asks of not turned at this instant
    private boolean turnsOnlyBySegment(Rule rule, Standing standing) {
        if (rule.segment().dependsOn().stream().noneMatch(turned::containsKey)) {
            return false;
        }
        Moment otherwise = rules.otherMoment()
                .at(
                        now,
                        customer.timeline(),
                        customer.profile().attributes(),
                        segmentId -> standingBefore(segmentId) instanceof Standing.Member);
        return !Verdict.holds(ask(rule, standing, otherwise));
    }

    private List<Evidence> evidence(Rule rule, boolean entering) {
        List<Evidence> evidence = new ArrayList<>();
        rule.measure(entering, moment, (expression, value) -> evidence.add(new Evidence(expression, value)));
        return evidence;
    }
}
