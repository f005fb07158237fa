package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.rule.plan.Asked;
import dev.segue.rule.plan.Guard;
import dev.segue.rule.plan.Ladder;
import dev.segue.rule.plan.Moment;
import dev.segue.rule.plan.Rule;
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

    private static final BitSet NO_RULES = new BitSet();
    private static final long[] NONE = {};

    private final Map<String, OfType> types = new HashMap<>();

    /** The rules that ask for entries of a type: of any value, by value, or as followers of others. */
    private static final class OfType {
        private final BitSet ofAnyValue = new BitSet();
        private final List<RulesByValue> byValue = new ArrayList<>(0);
        private final Map<String, List<RulesByValue>> byFollowed = new HashMap<>(0);
        private long longestWithin;
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

        /** @param members the rules that are not passed over */
        void collectByValue(Track track, int from, int end, BitSet members, Moment moment, BitSet found) {
            for (RulesByValue rules : byValue) {
                for (int i = from; i < end; i++) {
                    rules.collect(track.type(), track.get(i), members, moment, found);
                }
            }
        }

        /** @param at when the followers occurred */
        void collectByFollowed(Timeline timeline, long at, BitSet found) {
            byFollowed.forEach((name, byValue) -> {
                Track track = timeline.track(name);
                int end = track.firstAfter(at);
                for (int i = track.firstAfter(at - longestWithin - 1); i < end; i++) {
                    for (RulesByValue rules : byValue) {
                        rules.collect(track.get(i), found);
                    }
                }
            });
        }
    }

    /** @param indexes which of the rules are to be found */
    RuleIndex(List<Rule> rules, BitSet indexes) {
        for (int i = indexes.nextSetBit(0); i >= 0; i = indexes.nextSetBit(i + 1)) {
            for (Asked asked : rules.get(i).asks()) {
                add(asked, i, rules.get(i));
            }
        }
        types.values().forEach(type -> type.guard(rules));
    }

    private void add(Asked asked, int index, Rule rule) {
        OfType type = types.computeIfAbsent(asked.type(), any -> new OfType());
        if (asked.isByValue()) {
            RulesByValue.add(asked, index, rule, type.byValue);
        } else if (asked.given() != null) {
            type.longestWithin = Math.max(type.longestWithin, asked.within());
            List<RulesByValue> ofType =
                    type.byFollowed.computeIfAbsent(asked.given().type(), any -> new ArrayList<>());
            RulesByValue.add(asked.given(), index, rule, ofType);
        } else {
            type.ofAnyValue.set(index);
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
        return types.values().stream().anyMatch(type -> !type.guarded.isEmpty() || !type.byValue.isEmpty());
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
                type.collectOfAnyValue(customer.profile().attributes(), moment, found);
                Track track = timeline.track(name);
                for (long at : touchedAt(activity, timeline, name)) {
                    type.collectByFollowed(timeline, at, found);
                    type.collectByValue(track, track.firstAfter(at - 1), track.firstAfter(at), members, moment, found);
                }
                for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                    if (type.guarded.get(i)) {
                        found.set(i);
                    }
                }
            }
        }
    }

    /** The instants of the entries of a type that an activity has added or changed: with a refund go the orders of its id. */
    private static long[] touchedAt(Activity activity, Timeline timeline, String type) {
        long[] settled = type.equals("purchase") ? timeline.settledAt() : NONE;
        long[] touched = Arrays.copyOf(settled, settled.length + 1);
        touched[settled.length] = activity.occurredAt();
        return touched;
    }

    /** Whether an activity that was given its place has added entries, and changed none that were there before. */
    static boolean onlyAdds(Activity activity, Timeline timeline) {
        Track refunds = timeline.track("refund");
        return activity instanceof Click
                || activity instanceof Purchase && refunds.firstAfter(activity.occurredAt() - 1) == refunds.size();
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
                type.collectByValue(track, 0, track.size(), NO_RULES, moment, found);
            }
        });
    }
}
