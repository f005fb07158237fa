package dev.segue.explain;

import dev.segue.explain.words.Figures;
import dev.segue.explain.words.Phrases;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.plan.Probe;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a single test lacks to come out as it has to. */
final class Shortfall {

    private final Phrases phrases;
    private final Findings findings;

    Shortfall(Phrases phrases, Findings findings) {
        this.phrases = phrases;
        this.findings = findings;
    }

    /**
     * @param wanted how it has to come out, which is not how it does
     * @param turnsAt when time alone will turn it, or null
     */
    Missing of(Expression test, boolean wanted, Long turnsAt, Probe probe) {
        if (test instanceof Expression.Comparison any) {
            Expression.Comparison facing = Findings.facing(any);
            Comparator comparator = wanted ? facing.comparator() : Findings.negated(facing.comparator());
            if (facing.right() instanceof Expression.Constant constant) {
                Object value = probe.value(facing.left());
                Missing missing = facing.left() instanceof Expression.Measure measure
                                && constant.value() instanceof Number threshold
                        ? ofMeasure(measure, value, comparator, threshold, turnsAt)
                        : ofTime(facing.left(), value, comparator, constant, turnsAt);
                if (missing != null) {
                    return missing;
                }
            }
        }
        return new Missing(findings.obligation(test, wanted), null, turnsAt);
    }

    private Missing ofTime(
            Expression left, Object value, Comparator comparator, Expression.Constant threshold, Long turnsAt) {
        Expression.Measure since = Findings.sinceWhich(left);
        if (since == null || !(threshold.value() instanceof Expression.Span)) {
            return null;
        }
        boolean longer = comparator == Comparator.GREATER || comparator == Comparator.GREATER_OR_EQUAL;
        boolean last = since.aggregate() == Aggregate.LAST;
        String entry = phrases.entry(since.selection());
        if (value == null) {
            String when = Phrases.bound(comparator) + " " + Figures.value(threshold.value()) + " ago";
            return new Missing("a " + (last ? "last " : "first ") + entry + " " + when, null, turnsAt);
        }
        if (longer && turnsAt != null) {
            String until = last ? "no further " + entry + " before " : "not before ";
            return new Missing(until + Figures.instant(turnsAt), null, turnsAt);
        }
        return !longer && last && comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL
                ? new Missing("a new " + entry, null, turnsAt)
                : null;
    }

    private Missing ofMeasure(
            Expression.Measure measure, Object value, Comparator comparator, Number threshold, Long turnsAt) {
        if (comparator == Comparator.NOT_EQUAL || !(value instanceof Number number)) {
            return null;
        }
        boolean whole = Findings.isNumberOfThings(measure);
        if (!whole && measure.aggregate() != Aggregate.SUM) {
            return null;
        }
        BigDecimal more = decimal(threshold).subtract(decimal(number));
        BigDecimal step = whole ? wholeStep(more, comparator) : more;
        // no count of things is a fraction, and none is below zero
        if (whole && (step == null || decimal(number).add(step).signum() < 0)) {
            return null;
        }
        String words = whole ? words(measure, step) : sum(measure, step, comparator);
        return new Missing(words, new BigDecimal(step.stripTrailingZeros().toPlainString()), turnsAt);
    }

    /** The least whole number that makes up for the difference; null for none. */
    private static BigDecimal wholeStep(BigDecimal more, Comparator comparator) {
        return switch (comparator) {
            case GREATER_OR_EQUAL -> more.setScale(0, RoundingMode.CEILING);
            case GREATER -> more.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
            case LESS_OR_EQUAL -> more.setScale(0, RoundingMode.FLOOR);
            case LESS -> more.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
            default -> more.stripTrailingZeros().scale() > 0 ? null : more.setScale(0);
        };
    }

    private String words(Expression.Measure measure, BigDecimal more) {
        boolean fewer = more.signum() < 0;
        return switch (measure.aggregate()) {
            case COUNT -> phrases.more(more.longValue(), measure.selection());
            case DISTINCT -> phrases.moreDistinct(more.longValue(), measure.property());
            case DISTINCT_DAYS -> {
                long days = Math.abs(more.longValue());
                yield days + (fewer ? " fewer" : " more") + (days == 1 ? " day" : " days") + " with "
                        + phrases.kind(measure.selection());
            }
            default -> throw new IllegalArgumentException(measure.aggregate() + " does not count things");
        };
    }

    private String sum(Expression.Measure measure, BigDecimal more, Comparator comparator) {
        boolean strict = comparator == Comparator.GREATER || comparator == Comparator.LESS;
        boolean less = more.signum() < 0 || comparator == Comparator.LESS;
        String some = more.signum() == 0 ? "some" : (strict ? "more than " : "") + Figures.number(more.abs());
        String property = measure.property().equals("amount") ? "" : Phrases.property(measure.property()) + " of ";
        return some + (less ? " less in " : " more in ") + property + phrases.kind(measure.selection());
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double real ? BigDecimal.valueOf(real) : BigDecimal.valueOf(number.longValue());
    }
}
