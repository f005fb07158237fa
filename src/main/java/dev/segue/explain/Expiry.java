package dev.segue.explain;

import dev.segue.explain.words.Phrases;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Selection;
import java.util.Optional;

/**
 * That entries grew too old to be counted: so many were needed, and the first of them has left the window.
 *
 * @param needed at least 1
 */
record Expiry(Selection.Window window, long needed) {

    /** Where a count within the last so long fell below a threshold; the test is known to have turned by time alone. */
    static Optional<Expiry> of(
            Expression left, Expression.Comparison test, Expression.Constant threshold, Ruling ruling) {
        if (!(left instanceof Expression.Measure measure)
                || measure.aggregate() != Expression.Aggregate.COUNT
                || !(measure.selection() instanceof Selection.Window window)
                || window.to() != 0
                || !isOfAll(window.of())
                || !(threshold.value() instanceof Long number)) {
            return Optional.empty();
        }
        long needed = needed(
                Findings.facing(test).comparator(), number, ruling.evidenced().holds(test));
        long count = (Long) ruling.evidenced().value(left);
        return needed >= 1 && count < needed ? Optional.of(new Expiry(window, needed)) : Optional.empty();
    }

    /** What was chosen by other windows, or by what followed, changes with time in ways of its own. */
    private static boolean isOfAll(Selection selection) {
        return selection instanceof Selection.Events
                || selection instanceof Selection.Where where && isOfAll(where.of());
    }

    /** How many there had to be for the test to come out otherwise; 0 where no number is the least. */
    private static long needed(Comparator comparator, long number, boolean holds) {
        return switch (holds ? Findings.negated(comparator) : comparator) {
            case GREATER_OR_EQUAL -> number;
            case GREATER -> number + 1;
            case NOT_EQUAL -> number == 0 ? 1 : 0;
            default -> 0;
        };
    }

    /** For example {@code 30 minutes have passed since the first of 10 product views}. */
    String words(Phrases phrases) {
        String since = needed == 1
                ? "the last " + phrases.oneOfKind(window.of())
                : "the first of " + needed + " " + phrases.kind(window.of());
        return Phrases.passed(window.from()) + " since " + since;
    }
}
