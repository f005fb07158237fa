package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.rule.plan.Asked;
import dev.segue.rule.plan.Guard;
import dev.segue.rule.plan.Ladder;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
import dev.segue.timeline.Entry;
import dev.segue.timeline.Timeline;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules on which entries bear: by their type, and by the value of a property where a rule asks for no others. Rules
 * whose {@link Guard} is not satisfied are passed over; they matter for members only.
 */
final class RuleIndex {

    private final Map<String, OfType> types = new HashMap<>();

    /** The rules that ask for entries of a type: of any value, by value, or as followers of others. */
    private static final class OfType {
        private final BitSet ofAnyValue = new BitSet();
        private final List<ByValue> byValue = new ArrayList<>(0);
        private final Map<String, List<ByValue>> byFollowed = new HashMap<>(0);
        private final BitSet unguarded = new BitSet();
        private final BitSet guarded = new BitSet();
        private final List<Ladder> ladders = new ArrayList<>(0);
        private final Map<String, Map<String, int[]>> byAttribute = new HashMap<>(0);

        void guard(List<Rule> rules) {
            unguarded.or(ofAnyValue);
            for (Ladder ladder : Ladder.of(rules, ofAnyValue)) {
                ladders.add(ladder);
                Arrays.stream(ladder.rules()).forEach(unguarded::clear);
            }
            ofAnyValue.stream().forEach(index -> {
                if (rules.get(index).guard() instanceof Guard.Attribute guard) {
                    Map<String, int[]> byValue = byAttribute.computeIfAbsent(guard.name(), any -> new HashMap<>());
                    guard.values().forEach(value -> byValue.merge(value, new int[] {index}, RuleIndex::joined));
                    unguarded.clear(index);
                }
            });
            guarded.or(ofAnyValue);
            guarded.andNot(unguarded);
        }

        void collectOfAnyValue(Map<String, Object> profile, Moment moment, BitSet found) {
            found.or(unguarded);
            for (Ladder ladder : ladders) {
                ladder.climb(moment, found);
            }
            byAttribute.forEach((name, rules) -> {
                if (profile.get(name) instanceof String value) {
                    set(rules.get(value), found);
                }
            });
        }

        void collectByValue(Entry entry, BitSet found) {
            for (ByValue rules : byValue) {
                rules.collect(entry, found);
            }
        }

        void collectByFollowed(Timeline timeline, BitSet found) {
            byFollowed.forEach((name, byValue) -> {
                Track track = timeline.track(name);
                for (int i = 0; i < track.size(); i++) {
                    for (ByValue rules : byValue) {
                        rules.collect(track.get(i), found);
                    }
                }
            });
        }
    }

    /** The rules that ask for entries of certain values of a property. */
    private record ByValue(String property, Map<String, int[]> rules) {

        static void add(Asked asked, int rule, List<ByValue> known) {
            ByValue byValue = known.stream()
                    .filter(one -> one.property.equals(asked.property()))
                    .findAny()
                    .orElse(null);
            if (byValue == null) {
                byValue = new ByValue(asked.property().intern(), new HashMap<>());
                known.add(byValue);
            }
            Map<String, int[]> rules = byValue.rules;
            asked.values().forEach(value -> rules.merge(value, new int[] {rule}, RuleIndex::joined));
        }

        void collect(Entry entry, BitSet found) {
            if (entry.property(property, entry.at()) instanceof String value) {
                set(rules.get(value), found);
            }
        }
    }

    /** @param indexes which of the rules are to be found */
    RuleIndex(List<Rule> rules, BitSet indexes) {
        for (int i = indexes.nextSetBit(0); i >= 0; i = indexes.nextSetBit(i + 1)) {
            for (Asked asked : rules.get(i).asks()) {
                add(asked, i);
            }
        }
        types.values().forEach(type -> type.guard(rules));
    }

    private void add(Asked asked, int rule) {
        OfType type = types.computeIfAbsent(asked.type(), any -> new OfType());
        if (asked.isByValue()) {
            ByValue.add(asked, rule, type.byValue);
        } else if (asked.given() != null) {
            ByValue.add(
                    asked.given(),
                    rule,
                    type.byFollowed.computeIfAbsent(asked.given().type(), any -> new ArrayList<>()));
        } else {
            type.ofAnyValue.set(rule);
        }
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static void set(int[] rules, BitSet found) {
        for (int i = 0; rules != null && i < rules.length; i++) {
            found.set(rules[i]);
        }
    }

    /** Whether there are rules with guards. */
    boolean passesOver() {
        return types.values().stream().anyMatch(type -> !type.guarded.isEmpty());
    }

    /**
     * Collects the rules on which an activity bears that was given its place.
     *
     * @param members the rules in whose segments the customer is; of these none is passed over
     */
    void touchedBy(Activity activity, Customer customer, Moment moment, BitSet members, BitSet found) {
        Timeline timeline = customer.timeline();
        for (String name : Timeline.typesTouchedBy(activity)) {
            OfType type = types.get(name);
            if (type != null) {
                collect(type, timeline.track(name), activity, customer, moment, found);
                for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                    if (type.guarded.get(i)) {
                        found.set(i);
                    }
                }
            }
        }
    }

    /** Whether an activity that was given its place has added entries, and changed none that were there before. */
    static boolean onlyAdds(Activity activity, Timeline timeline) {
        return activity instanceof Click
                || activity instanceof Purchase
                        && timeline.track("purchase").lastRetraction() == Long.MIN_VALUE;
    }

    private static void collect(
            OfType type, Track track, Activity activity, Customer customer, Moment moment, BitSet found) {
        type.collectOfAnyValue(customer.profile().attributes(), moment, found);
        type.collectByFollowed(customer.timeline(), found);
        if (track.type().equals("purchase")) {
            // with an order come and go its refunds, which change other orders too
            for (int i = 0; i < track.size() && !type.byValue.isEmpty(); i++) {
                type.collectByValue(track.get(i), found);
            }
        } else if (!type.byValue.isEmpty()) {
            for (int i = track.firstAfter(activity.occurredAt()) - 1;
                    i >= 0 && track.get(i).at() == activity.occurredAt();
                    i--) {
                type.collectByValue(track.get(i), found);
            }
        }
    }

    /** Collects the rules on which anything bears that is remembered, unless their guards are not satisfied. */
    void concerning(Customer customer, Moment moment, BitSet found) {
        Timeline timeline = customer.timeline();
        types.forEach((name, type) -> {
            Track track = timeline.track(name);
            boolean known = track.size() > 0
                    || timeline.life(name) != null
                    || !timeline.folds().of(name).isEmpty();
            if (known) {
                type.collectOfAnyValue(customer.profile().attributes(), moment, found);
                for (int i = 0; !type.byValue.isEmpty() && i < track.size(); i++) {
                    type.collectByValue(track.get(i), found);
                }
            }
        });
    }
}
