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
 * @param type of a measure: the type of the entries measured; else null
 * @param windowFrom of a measure with a window: entries after this instant are measured, epoch milliseconds; else null
 * @param windowTo of a measure: entries up to this instant are measured, epoch milliseconds; else null
 * @param newest of a measure: the newest of these entries, newest first, not more than were asked for
 */
public record Reading(
        String expression,
        Kind kind,
        Object value,
        Long count,
        String type,
        Long windowFrom,
        Long windowTo,
        List<CountedEntry> newest) {

    /** What a value is. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        TIMESTAMP,
        DURATION,
        ABSENT
    }

    /** A value that is not taken of entries. */
    static Reading of(Expression expression, Object value) {
        return of(expression, value, null, null, List.of());
    }

    /** @param window of the entries measured, or null */
    static Reading of(Expression expression, Object value, Long count, Window window, List<CountedEntry> newest) {
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
        return new Reading(
                RuleText.of(expression),
                kind,
                plain,
                count,
                window == null ? null : window.type(),
                window == null ? null : window.from(),
                window == null ? null : window.to(),
                newest);
    }
}
