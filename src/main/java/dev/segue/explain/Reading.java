package dev.segue.explain;

import dev.segue.rule.Expression;
import dev.segue.rule.RuleText;
import java.util.List;

/**
 * Something that a rule asks for, and what it came to.
 *
 * @param expression as the rule language writes it
 * @param kind of the value
 * @param value a number, text or boolean; a timestamp in epoch milliseconds, a duration in milliseconds; null where absent
 * @param count of a measure: how many entries were measured, those folded or counted for life only included; else null
 * @param newest of a measure: the newest of these entries, newest first, not more than were asked for
 */
public record Reading(String expression, Kind kind, Object value, Long count, List<CountedEntry> newest) {

    /** What a value is. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        TIMESTAMP,
        DURATION,
        ABSENT
    }

    static Reading of(Expression expression, Object value, Long count, List<CountedEntry> newest) {
        Object plain = value;
        Kind kind = Kind.ABSENT;
        if (value instanceof Expression.Instant instant) {
            kind = Kind.TIMESTAMP;
            plain = instant.millis();
        } else if (value instanceof Expression.Span span) {
            kind = Kind.DURATION;
            plain = span.millis();
        } else if (value != null) {
            kind = value instanceof Number ? Kind.NUMBER : value instanceof Boolean ? Kind.BOOLEAN : Kind.TEXT;
        }
        return new Reading(RuleText.of(expression), kind, plain, count, newest);
    }
}
