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

    /** A condition on values: it stands until one of them may change. */
    abstract static class OfValues extends Condition {

        abstract boolean holds(Moment moment);

        @Override
        final long decide(Moment moment) {
            long before = moment.watch();
            boolean holds = holds(moment);
            return Verdict.of(holds, moment.watched(before));
        }
    }

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
    static final class Truth extends OfValues {
        private final Node value;

        Truth(Node value) {
            this.value = value;
        }

        @Override
        boolean holds(Moment moment) {
            return Boolean.TRUE.equals(value.at(moment));
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
    static final class Compare extends OfValues {
        private final Expression.Comparator comparator;
        private final Node left;
        private final Node right;

        Compare(Expression.Comparator comparator, Node left, Node right) {
            this.comparator = comparator;
            this.left = left;
            this.right = right;
        }

        @Override
        boolean holds(Moment moment) {
            Object leftValue = left.at(moment);
            Object rightValue = right.at(moment);
            if (leftValue instanceof Time leftTime && rightValue instanceof Time rightTime) {
                moment.changesAt(leftTime.meets(rightTime, moment.now()));
            }
            return Values.compare(comparator, leftValue, rightValue);
        }
    }

    /** Whether a value is one of a list. */
    static final class OneOf extends OfValues {
        private final Node operand;
        private final List<Object> values;

        OneOf(Node operand, List<Object> values) {
            this.operand = operand;
            this.values = values;
        }

        @Override
        boolean holds(Moment moment) {
            Object value = operand.at(moment);
            for (Object one : values) {
                if (Values.areEqual(value, one)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A test of strings; absent operands and other kinds of values fail it. */
    static final class OfText extends OfValues {
        private final TextTest test;
        private final Node operand;
        private final Node argument;

        OfText(TextTest test, Node operand, Node argument) {
            this.test = test;
            this.operand = operand;
            this.argument = argument;
        }

        @Override
        boolean holds(Moment moment) {
            Object text = operand.at(moment);
            Object other = argument.at(moment);
            return text instanceof String value && other instanceof String string && test.test(value, string);
        }

        /** A test of one string against another. */
        interface TextTest {
            boolean test(String text, String argument);
        }
    }
}
