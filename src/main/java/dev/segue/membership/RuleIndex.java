package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.rule.plan.Asked;
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

/** Finds the rules on which entries bear: by their type, and by the value of a property where a rule asks for no others. */
final class RuleIndex {

    private final Map<String, OfType> types = new HashMap<>();

    /** The rules that ask for entries of a type. */
    private static final class OfType {
        private final BitSet all = new BitSet();
        private final BitSet ofAnyValue = new BitSet();
        private final List<ByValue> byValue = new ArrayList<>(0);
    }

    /** The rules that ask for entries of certain values of a property. */
    private record ByValue(String property, Map<String, int[]> rules) {

        void collect(Entry entry, long now, BitSet found) {
            if (entry.property(property, now) instanceof String value) {
                int[] matching = rules.get(value);
                for (int i = 0; matching != null && i < matching.length; i++) {
                    found.set(matching[i]);
                }
            }
        }
    }

    RuleIndex(List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            int index = i;
            rules.get(i).asks().forEach(asked -> add(asked, index));
        }
    }

    private void add(Asked asked, int rule) {
        OfType type = types.computeIfAbsent(asked.type(), any -> new OfType());
        type.all.set(rule);
        if (!asked.isByValue()) {
            type.ofAnyValue.set(rule);
            return;
        }
        Map<String, int[]> rules = type.byValue.stream()
                .filter(known -> known.property.equals(asked.property()))
                .findAny()
                .orElseGet(() -> {
                    ByValue added = new ByValue(asked.property().intern(), new HashMap<>());
                    type.byValue.add(added);
                    return added;
                })
                .rules;
        asked.values().forEach(value -> rules.merge(value, new int[] {rule}, RuleIndex::joined));
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Collects the rules on which an activity bears that was given its place. */
    void touchedBy(Activity activity, Timeline timeline, BitSet found) {
        for (String name : Timeline.typesTouchedBy(activity)) {
            OfType type = types.get(name);
            if (type == null) {
                continue;
            }
            if (name.equals("purchase")) {
                // with an order come and go its refunds, which change other orders too
                found.or(type.all);
            } else {
                found.or(type.ofAnyValue);
                collectAt(activity.occurredAt(), timeline.track(name), type, found);
            }
        }
    }

    private static void collectAt(long instant, Track track, OfType type, BitSet found) {
        if (type.byValue.isEmpty()) {
            return;
        }
        for (int i = track.firstAfter(instant) - 1; i >= 0 && track.get(i).at() == instant; i--) {
            collect(track.get(i), type, found);
        }
    }

    private static void collect(Entry entry, OfType type, BitSet found) {
        for (ByValue byValue : type.byValue) {
            byValue.collect(entry, entry.at(), found);
        }
    }

    /** Collects the rules on which anything bears that is remembered. */
    void concerning(Timeline timeline, BitSet found) {
        types.forEach((name, type) -> {
            Track track = timeline.track(name);
            boolean known = track.size() > 0
                    || timeline.life(name) != null
                    || !timeline.folds().of(name).isEmpty();
            if (known) {
                found.or(type.ofAnyValue);
                for (int i = 0; !type.byValue.isEmpty() && i < track.size(); i++) {
                    collect(track.get(i), type, found);
                }
            }
        });
    }
}
