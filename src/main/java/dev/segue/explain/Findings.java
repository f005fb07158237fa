package dev.segue.explain;

import dev.segue.explain.words.Figures;
import dev.segue.explain.words.Phrases;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import java.util.function.Function;

/** What single tests find, in words. */
final class Findings {

    private static final int UNITS = 2;

    private final Phrases phrases;

    Findings(Phrases phrases) {
        this.phrases = phrases;
    }

    /** A comparison with the measure on its left and the constant on its right, where there is one. */
    static Expression.Comparison facing(Expression.Comparison comparison) {
        return comparison.left() instanceof Expression.Constant && !(comparison.right() instanceof Expression.Constant)
                ? new Expression.Comparison(comparison.comparator().mirrored(), comparison.right(), comparison.left())
                : comparison;
    }

    /** Of {@code now - events(...).last()} the measure; null of anything else. */
    static Expression.Measure sinceWhich(Expression expression) {
        return expression instanceof Expression.Arithmetic difference
                        && difference.operator() == Operator.SUBTRACT
                        && difference.left() instanceof Expression.Now
                        && difference.right() instanceof Expression.Measure measure
                ? measure
                : null;
    }

    /**
     * What is the case: {@code 12 product views in the last 30 minutes}.
     *
     * @param values what expressions come to: see {@link dev.segue.rule.plan.Probe#value}
     */
    String found(Expression test, Function<Expression, Object> values) {
        if (test instanceof Expression.Comparison any) {
            Expression.Comparison comparison = facing(any);
            return comparison.right() instanceof Expression.Constant
                    ? foundAlone(comparison.left(), values)
                    : is(comparison.left(), values) + " and " + is(comparison.right(), values);
        } else if (test instanceof Expression.In in) {
            return is(in.operand(), values);
        } else if (test instanceof Expression.StringTest text) {
            return text.argument() instanceof Expression.Constant
                    ? is(text.operand(), values)
                    : is(text.operand(), values) + " and " + is(text.argument(), values);
        } else if (test instanceof Expression.Matches matches) {
            return is(matches.operand(), values);
        } else if (test instanceof Expression.InSegment member) {
            return membership(member, Boolean.TRUE.equals(values.apply(member)));
        } else if (test instanceof Expression.Constant constant) {
            return Boolean.TRUE.equals(constant.value()) ? "the rule holds always" : "the rule holds never";
        }
        return is(test, values);
    }

    /** {@code in *Big spender*}, or {@code not in ...}. */
    String membership(Expression.InSegment member, boolean in) {
        return (in ? "in " : "not in ") + phrases.segment(member.segmentId());
    }

    private String is(Expression expression, Function<Expression, Object> values) {
        return phrases.value(expression) + " is " + Figures.value(values.apply(expression));
    }

    private String foundAlone(Expression left, Function<Expression, Object> values) {
        Object value = values.apply(left);
        Expression.Measure since = sinceWhich(left);
        if (since != null && (since.aggregate() == Aggregate.FIRST || since.aggregate() == Aggregate.LAST)) {
            String which = since.aggregate() == Aggregate.FIRST ? "first " : "last ";
            return value == null
                    ? "there is no " + which + phrases.entry(since.selection())
                    : "the " + which + phrases.entry(since.selection()) + " was "
                            + Figures.duration(((Expression.Span) value).millis(), UNITS) + " ago";
        }
        return left instanceof Expression.Measure measure ? measured(measure, value) : is(left, values);
    }

    private String measured(Expression.Measure measure, Object value) {
        String entries = phrases.entries(measure.selection());
        return switch (measure.aggregate()) {
            case COUNT -> phrases.count((Long) value, measure.selection());
            case DISTINCT -> phrases.distinct((Long) value, measure.property(), measure.selection());
            case DISTINCT_DAYS -> {
                long days = (Long) value;
                yield (days == 0 ? "no" : days) + (days == 1 ? " day with " : " days with ") + entries;
            }
            case SUM, AVG, MIN, MAX -> {
                String figure = Phrases.figure(measure.aggregate()) + " " + Phrases.property(measure.property());
                yield value == null
                        ? "no " + figure + " of " + entries
                        : Phrases.article(figure) + " of " + Figures.number(value) + " from " + entries;
            }
            case FIRST, LAST -> phrases.measure(measure) + " is " + Figures.value(value);
        };
    }

    /** What is asked for: {@code at least 10 are needed}; empty where what was found says it all. */
    String asked(Expression test, boolean wanted) {
        if (test instanceof Expression.Comparison any) {
            Expression.Comparison comparison = facing(any);
            Comparator comparator = wanted ? comparison.comparator() : negated(comparison.comparator());
            return comparison.right() instanceof Expression.Constant constant
                    ? asked(comparison.left(), comparator, constant.value())
                    : "the first has to be " + Phrases.bound(comparator) + " the second";
        }
        if (test instanceof Expression.InSegment || test instanceof Expression.Constant) {
            return "";
        }
        return "it " + hasTo(test, wanted);
    }

    private static String asked(Expression left, Comparator comparator, Object threshold) {
        if (left instanceof Expression.Measure measure && threshold instanceof Number) {
            boolean things = isNumberOfThings(measure);
            Comparator whole = things && threshold instanceof Long ? inclusive(comparator) : comparator;
            Object bound = whole == comparator
                    ? threshold
                    : (Object) ((Long) threshold + (whole == Comparator.LESS_OR_EQUAL ? -1 : 1));
            boolean upper = whole == Comparator.LESS || whole == Comparator.LESS_OR_EQUAL;
            boolean exactly = whole == Comparator.EQUAL;
            if (things && (upper || exactly) && Long.valueOf(0).equals(bound)) {
                return "none is allowed";
            }
            String plural = things && !Long.valueOf(1).equals(bound) ? " are " : " is ";
            return Phrases.bound(whole) + " " + Figures.number(bound) + plural + (upper ? "allowed" : "needed");
        }
        String ago = sinceWhich(left) == null || !(threshold instanceof Expression.Span) ? "" : " ago";
        return "it has to be " + bounded(comparator, threshold) + ago;
    }

    private static String bounded(Comparator comparator, Object threshold) {
        boolean plain = comparator == Comparator.EQUAL && (threshold instanceof String || threshold instanceof Boolean);
        return (plain ? "" : Phrases.bound(comparator) + " ") + Figures.value(threshold);
    }

    static boolean isNumberOfThings(Expression.Measure measure) {
        return switch (measure.aggregate()) {
            case COUNT, DISTINCT, DISTINCT_DAYS -> true;
            default -> false;
        };
    }

    /** Of whole numbers: {@code > 9} is {@code >= 10}. */
    private static Comparator inclusive(Comparator comparator) {
        return switch (comparator) {
            case GREATER -> Comparator.GREATER_OR_EQUAL;
            case LESS -> Comparator.LESS_OR_EQUAL;
            default -> comparator;
        };
    }

    static Comparator negated(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> Comparator.NOT_EQUAL;
            case NOT_EQUAL -> Comparator.EQUAL;
            case LESS -> Comparator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparator.GREATER;
            case GREATER -> Comparator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparator.LESS;
        };
    }

    /** What has to become of it: {@code the profile's tier has to be "gold"}. */
    String obligation(Expression test, boolean wanted) {
        if (test instanceof Expression.Comparison any) {
            Expression.Comparison comparison = facing(any);
            Comparator comparator = wanted ? comparison.comparator() : negated(comparison.comparator());
            String bound = comparison.right() instanceof Expression.Constant constant
                    ? bounded(comparator, constant.value())
                    : Phrases.bound(comparator) + " " + phrases.value(comparison.right());
            return phrases.value(comparison.left()) + " has to be " + bound;
        } else if (test instanceof Expression.In in) {
            return phrases.value(in.operand()) + " " + hasTo(test, wanted);
        } else if (test instanceof Expression.StringTest text) {
            return phrases.value(text.operand()) + " " + hasTo(test, wanted);
        } else if (test instanceof Expression.Matches matches) {
            return phrases.value(matches.operand()) + " " + hasTo(test, wanted);
        } else if (test instanceof Expression.InSegment member) {
            return (wanted ? "being in " : "not being in ") + phrases.segment(member.segmentId());
        } else if (test instanceof Expression.Constant) {
            return "another rule";
        }
        return phrases.value(test) + " " + hasTo(test, wanted);
    }

    private String hasTo(Expression test, boolean wanted) {
        String must = wanted ? "has to " : "must not ";
        if (test instanceof Expression.In in) {
            return must + "be one of " + Figures.value(in.values());
        } else if (test instanceof Expression.StringTest text) {
            String verb = switch (text.test()) {
                case STARTS_WITH -> "start with ";
                case ENDS_WITH -> "end with ";
                case CONTAINS -> "contain ";
            };
            return must + verb + phrases.value(text.argument());
        }
        return must
                + (test instanceof Expression.Matches matches
                        ? "match the pattern \"" + matches.pattern() + "\""
                        : "be true");
    }
}
