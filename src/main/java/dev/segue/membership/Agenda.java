package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.rule.plan.Verdict;
import dev.segue.timeline.Timeline;
import dev.segue.timeline.Track;
import java.util.BitSet;
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
    private final BitSet leavingByEntries = new BitSet();
    private final Rulebook rules;
    private final BitSet chosen = new BitSet();
    private final BitSet concerning = new BitSet();
    private boolean whole;
    private final Moment moment;

    Agenda(Rulebook rulebook, List<Rule> rules, Moment moment) {
        this.rules = rulebook;
        this.moment = moment;
        moment.at(0, new Timeline(), Map.of(), any -> false);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            byProfile.set(i, rule.asksProfile());
            rising.set(i, rule.entersByTime());
            leavingByEntries.set(i, rule.leavesByEntries());
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
        whole = false;
        return this;
    }

    /** Whether all rules are among the chosen that time alone may turn. */
    boolean isWhole() {
        return whole;
    }

    /** The rules chosen; whoever asks may change the set. */
    BitSet rules() {
        return chosen;
    }

    /** Adds those on which an activity bears that the timeline has taken in. */
    Agenda touchedBy(Activity activity, Customer customer, long clock) {
        if (passesOver) {
            turnTo(customer, clock);
        }
        Vigil vigil = customer.vigil(rules);
        byEntries.touchedBy(activity, customer, moment, vigil.members(), chosen);
        vigil.touched(chosen);
        if (RuleIndex.onlyAdds(activity, customer.timeline())) {
            leaveOutFirm(vigil.members());
        }
        return this;
    }

    /** Takes out those whose members do not leave by entries that come. */
    private void leaveOutFirm(BitSet members) {
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (!leavingByEntries.get(i)) {
                chosen.clear(i);
            }
        }
    }

    /** Adds those that ask for the profile. */
    Agenda touchedByProfile(Customer customer) {
        chosen.or(byProfile);
        customer.vigil(rules).touched(byProfile);
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
        whole = true;
        chosen.or(fromNothing);
        if (customer.profile() != Profile.NONE) {
            chosen.or(byProfile);
        }
        byEntries.concerning(customer, moment, chosen);
        BitSet standing = customer.vigil(rules).standing();
        chosen.or(standing);
        standing.stream().forEach(index -> chosen.or(rules.dependents(index)));
        customer.vigil(rules).touched(chosen);
        return this;
    }

    /** Adds those that time alone may turn at an instant, all instants before being settled. */
    Agenda dueAt(long instant, Customer customer) {
        Vigil vigil = customer.vigil(rules);
        if (customer.unsettled()) {
            return allConcerning(instant, customer);
        }
        if (instant < vigil.wholeDue()) {
            vigil.collectDue(instant, chosen);
            return this;
        }
        return customer.timeline().anythingAt(instant)
                ? allConcerning(instant, customer)
                : allByTime(instant, customer);
    }

    private Agenda allByTime(long instant, Customer customer) {
        turnTo(customer, instant);
        whole = true;
        concerning.clear();
        concerning.or(fromNothing);
        concerning.and(rising);
        risingByEntries.concerning(customer, moment, concerning);
        chosen.or(concerning);
        chosen.or(customer.vigil(rules).standing());
        return this;
    }

    private void turnTo(Customer customer, long instant) {
        moment.at(instant, customer.timeline(), customer.profile().attributes(), customer::isMember);
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
