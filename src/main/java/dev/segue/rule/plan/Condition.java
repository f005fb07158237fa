package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import java.util.List;

/** A node that holds or does not hold, and knows until when. */
abstract class Condition extends Node {

    /** The {@link Verdict} at the moment. */
    final long test(Moment moment) {
        long before = moment.watch();
        boolean holds = (Boolean) at(moment);
        return Verdict.of(holds, moment.watched(before));
    }

    @Override
    final Object workOut(Moment moment) {
        long verdict = decide(moment);
        moment.changesAt(Verdict.until(verdict));
        return Verdict.holds(verdict);
    }

    /** Takes the verdict; must not tell the moment of changes by itself. */
    abstract long decide(Moment moment);

    /** True when the operand is not. */
    static final class Not extends Condition {
        private final Condition operand;

        Not(Condition operand) {
            this.operand = operand;
        }

        @Override
        long decide(Moment moment) {
            return Verdict.not(operand.test(moment));
        }
    }

    /**
     * True when all operands are. While one of them stands false the whole does, so the verdict stands until the last of
     * the false ones may turn; a true one, until the first of all may.
     */
    static final class All extends Condition {
        private final List<Condition> operands;

        All(List<Condition> operands) {
            this.operands = operands;
        }

        @Override
        long decide(Moment moment) {
            long trueUntil = Verdict.NEVER;
            long falseUntil = 0;
            for (Condition operand : operands) {
                long verdict = operand.test(moment);
                if (Verdict.holds(verdict)) {
                    trueUntil = Math.min(trueUntil, verdict);
                } else {
                    falseUntil = Math.max(falseUntil, -verdict);
                    if (falseUntil == Verdict.NEVER) {
                        break;
                    }
                }
            }
            return falseUntil > 0 ? -falseUntil : trueUntil;
        }
    }

    /** A constant condition. */
    static final class Always extends Condition {
        private final boolean holds;

        Always(boolean holds) {
            this.holds = holds;
        }

        @Override
        long decide(Moment moment) {
            return Verdict.of(holds, Verdict.NEVER);
        }
    }

    /**
     * Whether the customer is in a segment. It stands for ever as far as this rule is concerned: when that membership
     * changes, this rule is evaluated after it, at the same instant.
     */
    static final class Member extends Condition {
        private final String segmentId;

        Member(String segmentId) {
            this.segmentId = segmentId;
        }

        @Override
        long decide(Moment moment) {
            return Verdict.of(moment.isMember(segmentId), Verdict.NEVER);
        }
    }

    /** Whether a value that may be of any kind is true. */
    static final class Truth extends Condition {
        private final Node value;

        Truth(Node value) {
            this.value = value;
        }

        @Override
        long decide(Moment moment) {
            long before = moment.watch();
            boolean holds = Boolean.TRUE.equals(value.at(moment));
            return Verdict.of(holds, moment.watched(before));
        }
    }

    /** {@code condition ? then : otherwise} of conditions. */
    static final class Choice extends Condition {
        private final Condition condition;
        private final Condition then;
        private final Condition otherwise;

        Choice(Condition condition, Condition then, Condition otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        long decide(Moment moment) {
            long verdict = condition.test(moment);
            long chosen = (Verdict.holds(verdict) ? then : otherwise).test(moment);
            return Verdict.of(Verdict.holds(chosen), Math.min(Verdict.until(verdict), Verdict.until(chosen)));
        }
    }

    /** A comparison of any two values. */
    static final class Compare extends Condition {
        private final Expression.Comparator comparator;
        private final Node left;
        private final Node right;

        Compare(Expression.Comparator comparator, Node left, Node right) {
            this.comparator = comparator;
            this.left = left;
            this.right = right;
        }

        @Override
        long decide(Moment moment) {
            long before = moment.watch();
            Object leftValue = left.at(moment);
            Object rightValue = right.at(moment);
            if (leftValue instanceof Time leftTime && rightValue instanceof Time rightTime) {
                moment.changesAt(leftTime.meets(rightTime, moment.now()));
            }
            boolean holds = Values.compare(comparator, leftValue, rightValue);
            return Verdict.of(holds, moment.watched(before));
        }
    }

    /** Whether a value is one of a list. */
    static final class OneOf extends Condition {
        private final Node operand;
        private final List<Object> values;

        OneOf(Node operand, List<Object> values) {
            this.operand = operand;
            this.values = values;
        }

        @Override
        long decide(Moment moment) {
            long before = moment.watch();
            Object value = operand.at(moment);
            boolean holds = values.stream().anyMatch(one -> Values.compare(Expression.Comparator.EQUAL, value, one));
            return Verdict.of(holds, moment.watched(before));
        }
    }

    /** A test of strings; absent operands and other kinds of values fail it. */
    static final class OfText extends Condition {
        private final TextTest test;
        private final Node operand;
        private final Node argument;

        OfText(TextTest test, Node operand, Node argument) {
            this.test = test;
            this.operand = operand;
            this.argument = argument;
        }

        @Override
        long decide(Moment moment) {
            long before = moment.watch();
            Object text = operand.at(moment);
            Object other = argument.at(moment);
            boolean holds = text instanceof String value && other instanceof String string && test.test(value, string);
            return Verdict.of(holds, moment.watched(before));
        }

        /** A test of one string against another. */
        interface TextTest {
            boolean test(String text, String argument);
        }
    }
}
