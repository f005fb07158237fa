package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.Entry;

/** The nodes that come to a value. */
final class Figure {

    private Figure() {}

    /** A constant. */
    static final class Fixed extends Node {
        private final Object value;

        Fixed(Object value) {
            this.value = value instanceof Expression.Span span ? new Time(span.millis(), 0) : value;
        }

        @Override
        Object workOut(Moment moment) {
            return value;
        }
    }

    /** The instant of evaluation. */
    static final class Now extends Node {
        @Override
        Object workOut(Moment moment) {
            return new Time(moment.now(), 1);
        }
    }

    /** An attribute of the profile. */
    static final class OfProfile extends Node {
        private final String attribute;

        OfProfile(String attribute) {
            this.attribute = attribute;
        }

        @Override
        Object workOut(Moment moment) {
            return moment.profile(attribute);
        }
    }

    /** A property of the entry that a filter looks at. */
    static final class OfEntry extends Node {
        private final String property;

        OfEntry(String property) {
            this.property = property.intern();
        }

        @Override
        Object workOut(Moment moment) {
            Entry entry = moment.entry();
            return Values.ofProperty(entry.property(property, moment.entryAsOf()));
        }
    }

    /** Arithmetic on two values. */
    static final class Combined extends Node {
        private final Expression.Operator operator;
        private final Node left;
        private final Node right;

        Combined(Expression.Operator operator, Node left, Node right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        Object workOut(Moment moment) {
            return Values.combine(operator, left.at(moment), right.at(moment));
        }
    }

    /** A value made of one other. */
    static final class Derived extends Node {
        private final Node operand;
        private final java.util.function.UnaryOperator<Object> derivation;

        Derived(Node operand, java.util.function.UnaryOperator<Object> derivation) {
            this.operand = operand;
            this.derivation = derivation;
        }

        @Override
        Object workOut(Moment moment) {
            return derivation.apply(operand.at(moment));
        }
    }

    /** {@code condition ? then : otherwise} of values. */
    static final class Chosen extends Node {
        private final Condition condition;
        private final Node then;
        private final Node otherwise;

        Chosen(Condition condition, Node then, Node otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        Object workOut(Moment moment) {
            long verdict = condition.test(moment);
            moment.changesAt(Verdict.until(verdict));
            return (Verdict.holds(verdict) ? then : otherwise).at(moment);
        }
    }
}
