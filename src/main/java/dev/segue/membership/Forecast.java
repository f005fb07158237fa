package dev.segue.membership;

import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.rule.plan.Verdict;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds when members will leave if nothing happens, by walking the instants at which time alone may turn an answer. The
 * search is bounded: what is not found within it is not known.
 */
final class Forecast {

    /** Evaluations for one segment at most. */
    private static final int MOST_STEPS = 64;

    /** Evaluations for all segments asked of one forecast at most. */
    private static final int MOST_STEPS_IN_ALL = 1024;

    private final Rulebook rules;
    private final Customer customer;
    private final long now;
    private int steps;

    Forecast(Rulebook rules, Customer customer, long now) {
        this.rules = rules;
        this.customer = customer;
        this.now = now;
    }

    /**
     * Finds when the member will leave the segments of some rules.
     *
     * @param tell is told each segment and the instant, or null: for never, and where it was not found
     */
    void exitsOf(BitSet wanted, BiConsumer<String, Long> tell) {
        Moment present = at(rules.moment(), now);
        // those that ask of others use the moment for themselves
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            if (!rules.asksOfOthers(i)) {
                tell.accept(rules.rule(i).segment().id(), exitAlone(rules.rule(i), present));
            }
        }
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            if (rules.asksOfOthers(i)) {
                tell.accept(rules.rule(i).segment().id(), exitAmongOthers(i));
            }
        }
    }

    private Moment at(Moment moment, long instant) {
        return moment.at(instant, customer.timeline(), customer.profile().attributes(), customer::isMember);
    }

    private Long exitAlone(Rule rule, Moment present) {
        Standing standing = customer.standings().of(rule.segment().id());
        long instant = now;
        for (int i = 0; i < MOST_STEPS && steps < MOST_STEPS_IN_ALL; i++, steps++) {
            Moment moment = i == 0 ? present : at(rules.otherMoment(), instant);
            long verdict = Decision.gate(rule.segment(), standing, instant).pass(rule.exits(moment), instant);
            if (Verdict.holds(verdict) && i > 0) {
                return instant;
            }
            if (!Verdict.holds(verdict) && Verdict.until(verdict) == Verdict.NEVER) {
                return null;
            }
            // who may leave at once does so at the next instant
            instant = Verdict.holds(verdict) ? now + 1 : Verdict.until(verdict);
        }
        return null;
    }

    private Long exitAmongOthers(int rule) {
        String segmentId = rules.rule(rule).segment().id();
        Map<String, Standing> standings = new HashMap<>();
        long instant = now;
        for (int i = 0; i < MOST_STEPS && steps < MOST_STEPS_IN_ALL; i++, steps++) {
            Decision decision = new Decision(
                            rules,
                            customer,
                            (any, id) -> standings.getOrDefault(
                                    id, customer.standings().of(id)),
                            instant)
                    .evaluate((BitSet) rules.closure(rule).clone());
            for (Flip flip : decision.flips()) {
                String turned = flip.segment().id();
                if (instant > now && !flip.entering() && turned.equals(segmentId)) {
                    return instant;
                }
                if (instant > now) {
                    standings.put(turned, decision.standing(turned));
                }
            }
            // who may turn back at once does so at the next instant
            boolean heldBack = instant == now && !decision.flips().isEmpty();
            if (!heldBack && decision.nextDue() == Verdict.NEVER) {
                return null;
            }
            instant = heldBack ? now + 1 : decision.nextDue();
        }
        return null;
    }
}
