package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.rule.plan.Verdict;
import dev.segue.timeline.Timeline;
import dev.segue.timeline.Track;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules to be evaluated for one customer at one instant: few of many, since most can be known not to hold without a look.
 * One for all, filled anew each time.
 */
final class Agenda {

    private final RuleIndex byEntries;
    private final RuleIndex risingByEntries;
    private final boolean passesOver;
    private final BitSet byProfile = new BitSet();
    private final BitSet rising = new BitSet();
    private final BitSet fromNothing = new BitSet();
    private final Map<String, Integer> bySegment = new HashMap<>();
    private final BitSet[] dependents;
    private final BitSet chosen = new BitSet();
    private final BitSet concerning = new BitSet();
    private final BitSet standing = new BitSet();
    private final Moment moment;

    /** @param dependents by the index of each rule, the rules that ask of its segment */
    Agenda(List<Rule> rules, BitSet[] dependents, Moment moment) {
        this.dependents = dependents;
        this.moment = moment;
        moment.at(0, new Timeline(), Map.of(), any -> false);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            bySegment.put(rule.segment().id(), i);
            byProfile.set(i, rule.asksProfile());
            rising.set(i, rule.risesByTime());
            long verdict = rule.enters(moment);
            fromNothing.set(i, Verdict.holds(verdict) || Verdict.until(verdict) != Verdict.NEVER);
        }
        byEntries = new RuleIndex(rules, all(rules));
        risingByEntries = new RuleIndex(rules, rising);
        passesOver = byEntries.passesOver();
    }

    private static BitSet all(List<Rule> rules) {
        BitSet all = new BitSet();
        all.set(0, rules.size());
        return all;
    }

    /** Begins anew, with none. */
    Agenda begin() {
        chosen.clear();
        return this;
    }

    /** The rules chosen; whoever asks may change the set. */
    BitSet rules() {
        return chosen;
    }

    /** Adds those on which an activity bears that the timeline has taken in. */
    Agenda touchedBy(Activity activity, Customer customer, long clock) {
        standing.clear();
        if (passesOver) {
            turnTo(customer, clock);
        }
        byEntries.touchedBy(activity, customer, moment, standing, chosen);
        return this;
    }

    /** Adds those that ask for the profile. */
    Agenda touchedByProfile() {
        chosen.or(byProfile);
        return this;
    }

    /** Adds those that hold where nothing is known. */
    Agenda holdingOfNothing() {
        chosen.or(fromNothing);
        return this;
    }

    /** Adds those that may hold or come to hold: of all others it is known that they do not, whatever the instant. */
    Agenda allConcerning(long instant, Customer customer) {
        turnTo(customer, instant);
        chosen.or(fromNothing);
        if (customer.profile() != Profile.NONE) {
            chosen.or(byProfile);
        }
        byEntries.concerning(customer, moment, chosen);
        chosen.or(standing);
        standing.stream().forEach(index -> chosen.or(dependents[index]));
        return this;
    }

    /** Adds those that time alone may turn at an instant, all instants before being settled. */
    Agenda dueAt(long instant, Customer customer) {
        if (customer.unsettled() || customer.timeline().anythingAt(instant)) {
            return allConcerning(instant, customer);
        }
        turnTo(customer, instant);
        concerning.clear();
        concerning.or(fromNothing);
        concerning.and(rising);
        risingByEntries.concerning(customer, moment, concerning);
        chosen.or(concerning);
        chosen.or(standing);
        return this;
    }

    private void turnTo(Customer customer, long instant) {
        moment.at(instant, customer.timeline(), customer.profile().attributes(), customer::isMember);
        standing.clear();
        for (String segmentId : customer.standings().segments()) {
            Integer index = bySegment.get(segmentId);
            if (index != null) {
                standing.set(index);
            }
        }
    }

    /** The first instant after now for which something is dated; it is not among what rules that have no look say. */
    static long nextDatedAfter(long now, Timeline timeline) {
        long next = Verdict.NEVER;
        for (Track track : timeline.tracks()) {
            int ahead = track.firstAfter(now);
            if (ahead < track.size()) {
                next = Math.min(next, track.get(ahead).at());
            }
        }
        return next;
    }
}
