package dev.segue.explain;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition of a rule, and how it came out. Conditions joined by {@code && || ! ?:} have these as clauses of their own; a
 * condition without is a single test.
 *
 * @param expression as the rule language writes it
 * @param holds whether it is true
 * @param decides whether the answer hangs on it: turning this one turns the rule, together with the others that decide
 *     where one alone would not do
 * @param words what was found and what is asked for, of a single test; else empty
 * @param readings what a single test measures, each once, in the order of the text; what is compared comes first, where it
 *     is worked out of several measures
 * @param comparator of a comparison: {@code >=} and so on, the measure standing on its left; else null
 * @param threshold of a comparison: what the measure is held against; else null
 * @param missing of a single test that stands in the way of being in: what it lacks; else null
 * @param turnsAt of a single test: when time alone will turn it, epoch milliseconds; null for never or not found
 * @param then what will be found when it turns, in words; null where it does not
 * @param exact whether all that it measures is kept: false where it reaches further back, or into folded entries
 * @param clauses those that it joins, in the order of the text; of {@code ?:} the condition and the two outcomes
 */
public record Clause(
        Kind kind,
        String expression,
        boolean holds,
        boolean decides,
        String words,
        List<Reading> readings,
        String comparator,
        Reading threshold,
        Missing missing,
        Long turnsAt,
        String then,
        boolean exact,
        List<Clause> clauses) {

    /** How a condition is made. */
    public enum Kind {
        /** True when all its clauses are. */
        ALL,
        /** True when one of its clauses is. */
        ANY,
        /** True when its clause is not. */
        NOT,
        /** Its second clause when the first is true, else the third. */
        CHOICE,
        /** A comparison of two values. */
        COMPARISON,
        /** Whether the customer is in another segment. */
        MEMBERSHIP,
        /** Any other single test. */
        TEST
    }

    static Clause joining(Kind kind, String expression, boolean holds, boolean decides, List<Clause> clauses) {
        boolean exact = clauses.stream().allMatch(Clause::exact);
        return new Clause(
                kind,
                expression,
                holds,
                decides,
                "",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                exact,
                List.copyOf(clauses));
    }

    /** All single tests in it, in the order of the text. */
    public Stream<Clause> tests() {
        return clauses.isEmpty() ? Stream.of(this) : clauses.stream().flatMap(Clause::tests);
    }
}
