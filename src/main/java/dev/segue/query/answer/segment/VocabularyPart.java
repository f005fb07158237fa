package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import java.util.Map;

/**
 * What was seen in a sample of a partition's customers.
 *
 * @param sampled how many were looked at
 * @param events by entry type
 * @param attributes of profiles, by name
 */
public record VocabularyPart(
        long sampled,
        Map<String, Type> events,
        Map<String, Use> attributes,
        @Nullable Long staleness) {

    /**
     * Of an entry type.
     *
     * @param customers how many have such entries
     * @param properties by name
     */
    public record Type(long customers, Map<String, Use> properties) {}

    /**
     * Of a property or an attribute.
     *
     * @param kinds how many customers have values of each kind
     * @param values how many customers have each value, of those met first
     */
    public record Use(Map<Kind, Long> kinds, Map<String, Long> values) {}

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN
    }
}
