package dev.segue.rule.language;

import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A definition as it was read, not yet known to be in order.
 *
 * @param definition what was read; its id may be null
 * @param start the beginning of the definition, where problems go that have no better place
 * @param values the values of the keys that are there
 * @param spoilt keys that are there, but so that they have no value; said already
 */
record Draft(SegmentDefinition definition, Passage start, Map<String, Passage> values, Set<String> spoilt) {

    /** A definition that was not read from a file. */
    static Draft of(SegmentDefinition definition) {
        Map<String, Passage> values = new HashMap<>();
        put(values, "id", definition.id());
        put(values, "name", definition.name());
        put(values, "description", definition.description());
        put(values, "owner", definition.owner());
        put(values, "tier", definition.tier());
        put(values, "rollsUpTo", definition.rollsUpTo());
        put(values, "enter", definition.enter());
        put(values, "exit", definition.exit());
        put(values, "stay", definition.stay());
        put(values, "cooldown", definition.cooldown());
        put(values, "holdout", definition.holdout());
        return new Draft(definition, Passage.of(definition.id() == null ? "" : definition.id()), values, Set.of());
    }

    String id() {
        return definition.id();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether the key is not there at all. */
    boolean lacks(String key) {
        return !has(key) && !spoilt.contains(key);
    }

    /** The value of the key; the start of the definition where there is none. */
    Passage at(String key) {
        return values.getOrDefault(key, start);
    }

    /** A problem with the value of the key. */
    Problem problem(String key, String message) {
        return at(key).problem(id(), 0, message);
    }

    /** Whether it is the union of those that roll up to it. */
    boolean isUnion() {
        return lacks("enter") && "strategic".equals(definition.tier());
    }

    private static void put(Map<String, Passage> values, String key, Object value) {
        if (value != null) {
            values.put(key, Passage.of(value.toString()));
        }
    }
}
