package dev.segue.rule.language;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;

/** A part of a rule, translated, and the kind of its value. */
record Typed(Expression expression, Kind kind) {

    /** In place of what was refused. */
    static final Typed UNKNOWN = new Typed(new Expression.Constant(false), Kind.UNKNOWN);

    boolean isNow() {
        return expression instanceof Expression.Now;
    }

    boolean isConstant() {
        return kind != Kind.UNKNOWN && expression instanceof Expression.Constant;
    }

    /** Whether now has a part in it. */
    boolean mentionsNow() {
        return Expressions.any(expression, Expression.Now.class::isInstance);
    }
}
