package dev.segue.membership;

import dev.segue.rule.plan.Asked;
import dev.segue.rule.plan.Guard;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.rule.plan.Tally;
import dev.segue.timeline.Entry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that ask for entries of certain values of a property, by value. */
record RulesByValue(String property, Map<String, Demand[]> demands) {

    private static final Demand[] NO_DEMANDS = {};

    /**
     * A rule that asks for entries of some values.
     *
     * @param least how many of them there must be for the rule to let anybody in
     */
    private record Demand(int rule, String[] values, double least) {

        boolean mayBeMet(Tally tally) {
            int most = 0;
            for (String value : values) {
                most += tally.most(value);
            }
            return most >= least;
        }
    }

    /** Adds a rule to those of the property that is asked for. */
    static void add(Asked asked, int index, Rule rule, List<RulesByValue> known) {
        boolean counts = rule.guard() instanceof Guard.Reaches guard && asked.equals(guard.counted());
        double least = counts ? ((Guard.Reaches) rule.guard()).least() : 0;
        Demand[] demand = {new Demand(index, asked.values().toArray(String[]::new), least)};
        Map<String, Demand[]> demands = of(asked.property(), known).demands;
        asked.values().forEach(value -> demands.merge(value, demand, RulesByValue::joined));
    }

    private static RulesByValue of(String property, List<RulesByValue> known) {
        for (RulesByValue one : known) {
            if (one.property.equals(property)) {
                return one;
            }
        }
        RulesByValue made = new RulesByValue(property.intern(), new HashMap<>());
        known.add(made);
        return made;
    }

    private static Demand[] joined(Demand[] some, Demand[] more) {
        Demand[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Collects the rules that ask for such an entry. */
    void collect(Entry entry, BitSet found) {
        for (Demand demand : demandsFor(entry)) {
            found.set(demand.rule);
        }
    }

    /**
     * Collects the rules that ask for such an entry, but for those that all there are of their values cannot satisfy.
     *
     * @param type of the entry
     * @param members the rules that are not passed over
     */
    void collect(String type, Entry entry, BitSet members, Moment moment, BitSet found) {
        Tally tally = null;
        for (Demand demand : demandsFor(entry)) {
            boolean anyway = demand.least <= 1 || members.get(demand.rule);
            tally = anyway || tally != null ? tally : moment.tally(type, property);
            if (anyway || demand.mayBeMet(tally)) {
                found.set(demand.rule);
            }
        }
    }

    private Demand[] demandsFor(Entry entry) {
        return entry.property(property, entry.at()) instanceof String value
                ? demands.getOrDefault(value, NO_DEMANDS)
                : NO_DEMANDS;
    }
}
