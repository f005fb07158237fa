package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;
import java.util.Set;

/**
 * Which way a condition or a figure can go by one cause alone: most rules can only cease to hold by time, so that they need no
 * look while they do not, and only begin to hold by entries that come, so that they need none while they do. Says rather too
 * much than too little.
 *
 * @param rises whether it can begin to hold, or grow
 * @param falls whether it can cease to hold, or shrink
 */
record Drift(boolean rises, boolean falls) {

    private static final Drift NONE = new Drift(false, false);
    private static final Drift UP = new Drift(true, false);
    private static final Drift DOWN = new Drift(false, true);
    private static final Drift BOTH = new Drift(true, true);

    private static final Set<String> NEVER_NEGATIVE = Set.of("purchase", "purchase_item", "refund");

    /** What makes a condition turn. */
    enum Cause {
        /** Time that passes, all entries being in the past. */
        TIME,
        /** Entries that come, at one and the same instant; none goes, and of no order is given back. */
        ENTRIES
    }

    Drift reversed() {
        return new Drift(falls, rises);
    }

    private Drift and(Drift other) {
        return new Drift(rises || other.rises, falls || other.falls);
    }

    /** The drift of a condition. */
    static Drift of(Expression condition, Cause cause) {
        if (condition instanceof Expression.Comparison comparison) {
            return ofComparison(comparison, cause);
        }
        if (condition instanceof Expression.Not not) {
            return of(not.operand(), cause).reversed();
        }
        if (condition instanceof Expression.And || condition instanceof Expression.Or) {
            return Expressions.below(condition).stream()
                    .map(part -> of(part, cause))
                    .reduce(NONE, Drift::and);
        }
        return moves(condition) ? BOTH : NONE;
    }

    private static boolean moves(Expression expression) {
        return Expressions.any(
                expression, part -> part instanceof Expression.Now || part instanceof Expression.Measure);
    }

    private static Drift ofComparison(Expression.Comparison comparison, Cause cause) {
        boolean leftMoves = moves(comparison.left());
        boolean rightMoves = moves(comparison.right());
        if (!leftMoves && !rightMoves) {
            return NONE;
        }
        if (leftMoves && rightMoves) {
            return BOTH;
        }
        Drift figure = ofFigure(leftMoves ? comparison.left() : comparison.right(), cause);
        Comparator facing =
                leftMoves ? comparison.comparator() : comparison.comparator().mirrored();
        return switch (facing) {
            case GREATER, GREATER_OR_EQUAL -> figure;
            case LESS, LESS_OR_EQUAL -> figure.reversed();
            case EQUAL, NOT_EQUAL -> figure.equals(NONE) ? NONE : BOTH;
        };
    }

    private static Drift ofFigure(Expression figure, Cause cause) {
        if (figure instanceof Expression.Measure measure) {
            return cause == Cause.TIME ? byTime(measure) : byEntries(measure);
        }
        boolean sinceThen = cause == Cause.TIME
                && figure instanceof Expression.Arithmetic difference
                && difference.operator() == Expression.Operator.SUBTRACT
                && difference.left() instanceof Expression.Now
                && difference.right() instanceof Expression.Measure measure
                && measure.selection() instanceof Selection.Events;
        return sinceThen ? UP : BOTH;
    }

    private static Drift byTime(Expression.Measure measure) {
        if (measure.selection() instanceof Selection.Events) {
            return NONE;
        }
        return onlyLoses(measure.selection()) ? like(measure, DOWN) : BOTH;
    }

    private static Drift byEntries(Expression.Measure measure) {
        boolean onlyGains = !Expressions.visit(measure.selection(), part -> part instanceof Selection.NotFollowedBy);
        return onlyGains ? like(measure, UP) : BOTH;
    }

    /** The drift of a measure over a selection that only gains, or only loses. */
    private static Drift like(Expression.Measure measure, Drift selection) {
        return switch (measure.aggregate()) {
            case COUNT, DISTINCT, DISTINCT_DAYS -> selection;
            case SUM -> isNeverNegative(measure) ? selection : BOTH;
            case AVG, MIN, MAX, FIRST, LAST -> BOTH;
        };
    }

    private static boolean isNeverNegative(Expression.Measure measure) {
        return measure.property().equals("amount")
                && Asked.by(measure).allMatch(asked -> NEVER_NEGATIVE.contains(asked.type()));
    }

    /** Whether time takes entries from the selection and adds none. */
    private static boolean onlyLoses(Selection selection) {
        boolean gains = selection instanceof Selection.NotFollowedBy
                || selection instanceof Selection.Window window && window.to() > 0
                || selection instanceof Selection.Where where && moves(where.condition());
        return !gains && Expressions.sources(selection).stream().allMatch(Drift::onlyLoses);
    }
}
