package dev.segue.rule;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * A rule, or a part of one, after parsing and type checking: the language of our own that is evaluated, free of CEL.
 * Nodes are values, so that equal parts of different rules are equal.
 *
 * <p>Values at run time are {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link Instant},
 * {@link Span} and, as constants only, {@link List} of these; null is the absent value.
 */
public sealed interface Expression {

    /** A timestamp value, in epoch milliseconds. */
    record Instant(long millis) {}

    /** A duration value, in milliseconds; may be negative. */
    record Span(long millis) {}

    /** A constant: Boolean, Long, Double, String, {@link Span}, or an immutable List of Boolean, Long, Double, String. */
    record Constant(Object value) implements Expression {}

    /** The instant of evaluation. */
    record Now() implements Expression {}

    /** An attribute of the customer's profile. */
    record Profile(String attribute) implements Expression {}

    /** Whether the customer is in that segment at this instant. */
    record InSegment(String segmentId) implements Expression {}

    /** A property of the entry that a {@link Selection.Where} looks at. */
    record EntryProperty(String name) implements Expression {}

    /** A number, time or other figure taken of a selection; {@code property} is null for those that need none. */
    record Measure(Aggregate aggregate, Selection selection, String property) implements Expression {}

    /** What a {@link Measure} takes of a selection. */
    enum Aggregate {
        /** Number of entries; int. */
        COUNT,
        /** Number of distinct values of the property; int. */
        DISTINCT,
        /** Number of distinct UTC days; int. */
        DISTINCT_DAYS,
        /** Sum of the numbers that the property holds; double, 0 of nothing. */
        SUM,
        /** Mean of them; double, absent of nothing. */
        AVG,
        /** Least of them; double, absent of nothing. */
        MIN,
        /** Greatest of them; double, absent of nothing. */
        MAX,
        /** Time of the first entry; timestamp, absent of nothing. */
        FIRST,
        /** Time of the last entry; timestamp, absent of nothing. */
        LAST
    }

    /** True when the operand is not (an absent operand is not). */
    record Not(Expression operand) implements Expression {}

    /** True when all of them are; two or more. */
    record And(List<Expression> operands) implements Expression {}

    /** True when one of them is; two or more. */
    record Or(List<Expression> operands) implements Expression {}

    /** {@code condition ? then : otherwise}. */
    record Conditional(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /** A comparison; false when a side is absent or the two are not comparable, {@code !=} too. */
    record Comparison(Comparator comparator, Expression left, Expression right) implements Expression {}

    /** The comparisons. */
    enum Comparator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** The comparison that holds of (b, a) where this one holds of (a, b). */
        public Comparator mirrored() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case EQUAL, NOT_EQUAL -> this;
            };
        }
    }

    /** Arithmetic; absent when a side is, when it overflows or divides by zero. {@code ADD} also joins strings. */
    record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {}

    /** The arithmetic operators. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        MODULO
    }

    /** The negative of a number or duration. */
    record Negative(Expression operand) implements Expression {}

    /** Whether the value is one of a constant list. */
    record In(Expression operand, List<Object> values) implements Expression {}

    /** A test of a string against another. */
    record StringTest(Test test, Expression operand, Expression argument) implements Expression {}

    /** The tests of strings. */
    enum Test {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    /** Whether an RE2 pattern is found anywhere in the string; equal when the pattern's text is. */
    record Matches(Expression operand, Pattern pattern) implements Expression {}

    /** The length of a string in code points; int. */
    record Size(Expression operand) implements Expression {}

    /** The number as a double: of an int, a double, a numeric string; else absent. */
    record ToDouble(Expression operand) implements Expression {}

    /** The number as an int, toward zero: of an int, a double in range, a string of an int; else absent. */
    record ToInt(Expression operand) implements Expression {}
}
