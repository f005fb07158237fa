package dev.segue.rule.language;

import dev.cel.common.ast.CelExpr;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.RuleText;
import java.util.Map;

/** Translates {@code + - * / %} over numbers, texts, times and durations. */
final class ArithmeticTranslation {

    static final Map<String, Operator> OPERATORS = Map.of(
            "_+_", Operator.ADD,
            "_-_", Operator.SUBTRACT,
            "_*_", Operator.MULTIPLY,
            "_/_", Operator.DIVIDE,
            "_%_", Operator.MODULO);

    private final RuleTree tree;
    private final Translation translation;

    ArithmeticTranslation(RuleTree tree, Translation translation) {
        this.tree = tree;
        this.translation = translation;
    }

    /** The kind of what is computed of two numbers. */
    private static Kind number(Kind left, Kind right) {
        if (left == Kind.DOUBLE || right == Kind.DOUBLE) {
            return Kind.DOUBLE;
        }
        return left == Kind.INT && right == Kind.INT ? Kind.INT : Kind.NUMBER;
    }

    Typed translate(CelExpr part, CelExpr leftPart, CelExpr rightPart) {
        Operator operator = OPERATORS.get(part.call().function());
        Typed left = operator == Operator.SUBTRACT ? translation.valueOrNow(leftPart) : translation.value(leftPart);
        Typed right = translation.value(rightPart);
        if (left.kind() == Kind.UNKNOWN || right.kind() == Kind.UNKNOWN) {
            return Typed.UNKNOWN;
        }
        if (left.isNow() && right.kind() != Kind.TIME) {
            return tree.refuse(
                    part,
                    "from `now` only a time can be taken, and this is " + right.kind()
                            + "; write `now - events(\"t\").last() < days(30)`");
        }
        Kind kind = kind(operator, left, right);
        return kind == Kind.UNKNOWN
                ? tree.refuse(part, unfit(operator, left.kind(), right.kind()))
                : fold(part, new Expression.Arithmetic(operator, left.expression(), right.expression()), kind);
    }

    Typed negative(CelExpr part, CelExpr operandPart) {
        Typed operand = translation.value(operandPart);
        if (operand.kind() == Kind.UNKNOWN) {
            return operand;
        } else if (!operand.kind().isNumber() && operand.kind() != Kind.ANY) {
            return tree.refuse(part, "`-` needs a number after it, but this is " + operand.kind());
        }
        if (operand.expression() instanceof Expression.Constant constant) {
            if (constant.value() instanceof Double number) {
                return new Typed(new Expression.Constant(-number), Kind.DOUBLE);
            } else if (constant.value() instanceof Long number && number != Long.MIN_VALUE) {
                return new Typed(new Expression.Constant(-number), Kind.INT);
            }
        }
        return new Typed(new Expression.Negative(operand.expression()), number(operand.kind(), Kind.INT));
    }

    /** The kind of the result, or unknown where there is none. */
    private static Kind kind(Operator operator, Typed left, Typed right) {
        Kind a = left.kind();
        Kind b = right.kind();
        boolean numbers = a.mayBe(Kind.INT) && b.mayBe(Kind.INT);
        return switch (operator) {
            case ADD -> sum(left, right);
            case SUBTRACT -> numbers ? number(a, b) : difference(left, right);
            case MULTIPLY, DIVIDE -> numbers ? number(a, b) : Kind.UNKNOWN;
            case MODULO -> numbers && a != Kind.DOUBLE && b != Kind.DOUBLE ? number(a, b) : Kind.UNKNOWN;
        };
    }

    private static Kind sum(Typed left, Typed right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (a.mayBe(Kind.INT) && b.mayBe(Kind.INT)) {
            return a == Kind.ANY && b == Kind.ANY ? Kind.ANY : number(a, b);
        } else if (a.mayBe(Kind.TEXT) && b.mayBe(Kind.TEXT)) {
            return Kind.TEXT;
        } else if (a == Kind.DURATION && b == Kind.DURATION) {
            return Kind.DURATION;
        }
        boolean laterTime = a == Kind.TIME && b == Kind.DURATION && !right.mentionsNow();
        boolean timeLater = a == Kind.DURATION && b == Kind.TIME && !left.mentionsNow();
        return laterTime || timeLater ? Kind.TIME : Kind.UNKNOWN;
    }

    private static Kind difference(Typed left, Typed right) {
        if (left.kind() == Kind.TIME && right.kind() == Kind.DURATION && !right.mentionsNow()) {
            return Kind.TIME;
        }
        boolean times = left.kind() == Kind.TIME && right.kind() == Kind.TIME;
        boolean durations = left.kind() == Kind.DURATION && right.kind() == Kind.DURATION;
        return times || durations ? Kind.DURATION : Kind.UNKNOWN;
    }

    private static String unfit(Operator operator, Kind left, Kind right) {
        String sign = RuleText.sign(operator);
        if (operator == Operator.MODULO) {
            return "`%` is for whole numbers, but these are " + left + " and " + right + "; use int(...)";
        } else if (left == Kind.DURATION || right == Kind.DURATION || left == Kind.TIME || right == Kind.TIME) {
            return "`" + sign + "` cannot join " + left + " and " + right
                    + "; write the duration out, such as days(60), or take a time from `now`";
        }
        return "`" + sign + "` cannot join " + left + " and " + right;
    }

    /** Constant durations are computed now, so that windows can be written as sums. */
    private Typed fold(CelExpr part, Expression.Arithmetic arithmetic, Kind kind) {
        if (arithmetic.left() instanceof Expression.Constant left
                && arithmetic.right() instanceof Expression.Constant right
                && left.value() instanceof Expression.Span a
                && right.value() instanceof Expression.Span b) {
            try {
                long b1 = arithmetic.operator() == Operator.ADD ? b.millis() : Math.negateExact(b.millis());
                return new Typed(
                        new Expression.Constant(new Expression.Span(Math.addExact(a.millis(), b1))), Kind.DURATION);
            } catch (ArithmeticException tooLong) {
                return tree.refuse(part, "the duration is too long");
            }
        }
        return new Typed(arithmetic, kind);
    }
}
