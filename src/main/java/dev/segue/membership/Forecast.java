package dev.segue.membership;

import dev.segue.rule.plan.Verdict;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

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

    /** When the member will leave, or null: for never, and where it was not found. */
    Long exitOf(String segmentId) {
        BitSet closure = rules.closure(rules.index(segmentId));
        Map<String, Standing> standings = new HashMap<>();
        long instant = now;
        for (int i = 0; i < MOST_STEPS && steps < MOST_STEPS_IN_ALL; i++, steps++) {
            Decision decision = new Decision(
                            rules,
                            customer,
                            id -> standings.getOrDefault(
                                    id, customer.standings().of(id)),
                            instant)
                    .evaluate((BitSet) closure.clone());
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
