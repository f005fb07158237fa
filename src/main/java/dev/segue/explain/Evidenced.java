package dev.segue.explain;

import dev.segue.membership.Evidence;
import dev.segue.membership.Profile;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.Expressions;
import dev.segue.rule.RuleText;
import dev.segue.rule.plan.Probe;
import dev.segue.rule.plan.Verdict;
import dev.segue.timeline.Timeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule at an instant when it decided, by what it measured then: each measure is taken for the value that the evidence has of it.
 * Nothing of the customer is needed.
 */
final class Evidenced {

    private static final Expression ABSENT = new Expression.Profile("");

    private static final Pattern SPAN = Pattern.compile("(-?)(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:([\\d.]+)s)?");

    private final Map<String, String> values = new HashMap<>();
    private final boolean plain;
    private final long at;
    private final Probe probe;

    /**
     * @param at when it decided, epoch milliseconds
     * @param plain whether attributes are all taken for text; else for what they look like
     */
    Evidenced(List<Evidence> evidence, long at, boolean plain) {
        evidence.forEach(one -> values.put(one.expression(), one.value()));
        this.plain = plain;
        this.at = at;
        this.probe = new Probe(at, new Timeline(), Profile.NONE.attributes(), segmentId -> false);
    }

    /** Whether there is evidence of all that the rule measures. */
    boolean covers(Expression rule) {
        return Expressions.measured(rule).stream()
                .filter(Evidenced::isEvidence)
                .allMatch(part -> values.containsKey(RuleText.of(part)));
    }

    boolean holds(Expression condition) {
        return Verdict.holds(probe.test(settled(condition)));
    }

    /** As {@link Probe#value}. */
    Object value(Expression expression) {
        return probe.value(settled(expression));
    }

    private Expression settled(Expression expression) {
        return Expressions.replaced(expression, part -> isEvidence(part) ? known(part) : null);
    }

    private static boolean isEvidence(Expression part) {
        return part instanceof Expression.Measure
                || part instanceof Expression.Profile profile && !profile.equals(ABSENT)
                || part instanceof Expression.InSegment
                || Findings.sinceWhich(part) != null;
    }

    private Expression known(Expression part) {
        String value = values.get(RuleText.of(part));
        if (value == null) {
            return ABSENT;
        } else if (part instanceof Expression.InSegment) {
            return new Expression.Constant(Boolean.valueOf(value));
        } else if (part instanceof Expression.Profile) {
            return new Expression.Constant(plain ? value : attribute(value));
        } else if (part instanceof Expression.Measure measure) {
            return ofMeasure(measure.aggregate(), value);
        }
        return new Expression.Constant(span(value));
    }

    private Expression ofMeasure(Expression.Aggregate aggregate, String value) {
        return switch (aggregate) {
            case COUNT, DISTINCT, DISTINCT_DAYS -> new Expression.Constant(Long.valueOf(value));
            case SUM, AVG, MIN, MAX -> new Expression.Constant(Double.valueOf(value));
            case FIRST, LAST -> {
                // there are no constant timestamps, but those that are so far from now
                long since = Instant.parse(value).toEpochMilli() - at;
                yield new Expression.Arithmetic(
                        Operator.ADD, new Expression.Now(), new Expression.Constant(new Expression.Span(since)));
            }
        };
    }

    private static Object attribute(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        try {
            return value.matches("-?\\d+") ? (Object) Long.valueOf(value) : (Object) Double.valueOf(value);
        } catch (NumberFormatException text) {
            return value;
        }
    }

    private static Expression.Span span(String value) {
        Matcher parts = SPAN.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException(value + " is no duration");
        }
        long millis = 0;
        long[] units = {86_400_000L, 3_600_000L, 60_000L};
        for (int i = 0; i < units.length; i++) {
            millis += parts.group(i + 2) == null ? 0 : Long.parseLong(parts.group(i + 2)) * units[i];
        }
        millis += parts.group(5) == null
                ? 0
                : new BigDecimal(parts.group(5)).movePointRight(3).longValue();
        return new Expression.Span(parts.group(1).isEmpty() ? millis : -millis);
    }
}
