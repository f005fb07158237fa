package dev.segue.rule;

import dev.segue.rule.Expression.Aggregate;
import java.util.stream.Stream;

/**
 * An estimate of what evaluating an expression once costs, in units of about one look at one entry.
 *
 * <p>It is deliberately coarse: a look at a constant, an attribute, a life measure or another segment costs 1, a
 * pattern 5. A measure in a window costs 10, a window being taken to hold about as many entries of the type, and what
 * must look at each value, as {@code distinct} does, twice that. A {@code where} adds its condition for each entry, a
 * sequence a search among the followers for each entry. What stands more than once in a rule is measured once.
 */
public final class Cost {

    /** Entries that a selection is taken to hold. */
    private static final long ENTRIES = 10;

    private static final long PATTERN = 5;

    private Cost() {}

    /** The estimated cost of one evaluation of the expression. */
    public static long of(Expression expression) {
        return nodes(expression).distinct().mapToLong(Cost::ofNode).sum();
    }

    /** The estimated cost of one evaluation of the segment's rules. */
    public static long of(Segment segment) {
        return segment.rules().stream()
                .flatMap(Cost::nodes)
                .distinct()
                .mapToLong(Cost::ofNode)
                .sum();
    }

    /** The expression and all below it, but for what is evaluated of each entry. */
    private static Stream<Expression> nodes(Expression expression) {
        return expression instanceof Expression.Measure
                ? Stream.of(expression)
                : Stream.concat(
                        Stream.of(expression),
                        Expressions.below(expression).stream().flatMap(Cost::nodes));
    }

    private static long ofNode(Expression node) {
        if (node instanceof Expression.Measure measure) {
            return measure.selection() instanceof Selection.Events
                    ? 1
                    : of(measure.selection()) * (isPlain(measure.aggregate()) ? 1 : 2);
        }
        return node instanceof Expression.Matches ? PATTERN : 1;
    }

    private static boolean isPlain(Aggregate aggregate) {
        return switch (aggregate) {
            case COUNT, SUM, AVG, FIRST, LAST -> true;
            case DISTINCT, DISTINCT_DAYS, MIN, MAX -> false;
        };
    }

    private static long of(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return of(where.of()) + ENTRIES * of(where.condition());
        } else if (selection instanceof Selection.Window window) {
            return of(window.of());
        } else if (selection instanceof Selection.FollowedBy sequence) {
            return sequence(sequence.of(), sequence.by());
        } else if (selection instanceof Selection.NotFollowedBy sequence) {
            return sequence(sequence.of(), sequence.by());
        }
        return ENTRIES;
    }

    private static long sequence(Selection of, Selection by) {
        long cost = of(of) + of(by) * ENTRIES;
        return Math.min(cost, Integer.MAX_VALUE);
    }
}
