package dev.segue.membership;

import dev.segue.rule.SegmentSet;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Plan;
import dev.segue.rule.plan.Rule;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of a set, and which of them a record or another membership can bear on. Confined to one thread. */
final class Rulebook {

    private final List<Rule> rules;
    private final Holdout holdout;
    private final Moment moment;
    private final Moment otherMoment;
    /** By id, in order. */
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    private final BitSet[] dependents;
    private final BitSet[] closures;
    private final Agenda agenda;

    Rulebook(SegmentSet segments, Holdout holdout) {
        this.holdout = holdout;
        Plan plan = new Plan(segments);
        rules = plan.rules();
        moment = plan.newMoment();
        otherMoment = plan.newMoment();
        dependents = new BitSet[rules.size()];
        for (int i = 0; i < rules.size(); i++) {
            index(i, rules.get(i));
        }
        closures = new BitSet[rules.size()];
        agenda = new Agenda(this, rules, otherMoment);
    }

    private void index(int i, Rule rule) {
        indexes.put(rule.segment().id(), i);
        dependents[i] = new BitSet();
        rule.segment().dependsOn().forEach(id -> dependents[indexes.get(id)].set(i));
    }

    Rule rule(int index) {
        return rules.get(index);
    }

    /** The rule of a segment, or null. */
    Rule rule(String segmentId) {
        int index = index(segmentId);
        return index < 0 ? null : rules.get(index);
    }

    /** The index of the rule of a segment; negative where there is none. */
    int index(String segmentId) {
        return indexes.getOrDefault(segmentId, -1);
    }

    /** The arm of a customer in the rule's segment. */
    Arm arm(Rule rule, String customerId) {
        return holdout.arm(rule.segment().id(), rule.segment().holdout(), customerId);
    }

    int size() {
        return rules.size();
    }

    /** The ids of all segments, in dependency order. */
    Set<String> ids() {
        return Collections.unmodifiableSet(indexes.keySet());
    }

    /** What is to be evaluated; one at a time. */
    Agenda agenda() {
        return agenda.begin();
    }

    /** The rules that ask of the segment of this rule. */
    BitSet dependents(int index) {
        return dependents[index];
    }

    /** Whether the rule asks of other segments. */
    boolean asksOfOthers(int index) {
        return !rules.get(index).segment().dependsOn().isEmpty();
    }

    /** The rule and all on which it depends; not to be changed. */
    BitSet closure(int index) {
        BitSet closure = closures[index];
        if (closure == null) {
            closure = new BitSet();
            add(index, closure);
            closures[index] = closure;
        }
        return closure;
    }

    private void add(int index, BitSet closure) {
        if (!closure.get(index)) {
            closure.set(index);
            rules.get(index).segment().dependsOn().forEach(id -> add(indexes.get(id), closure));
        }
    }

    /** The moment in which rules are evaluated; one at a time. */
    Moment moment() {
        return moment;
    }

    /** A second moment, for asking what would be otherwise. */
    Moment otherMoment() {
        return otherMoment;
    }
}
