package dev.segue.rule.language;

import dev.cel.common.ast.CelExpr;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Translates conditions: {@code && || ! ?: in} and comparisons. */
final class OperatorTranslation {

    private static final Map<String, Comparator> COMPARISONS = Map.of(
            "_==_", Comparator.EQUAL,
            "_!=_", Comparator.NOT_EQUAL,
            "_<_", Comparator.LESS,
            "_<=_", Comparator.LESS_OR_EQUAL,
            "_>_", Comparator.GREATER,
            "_>=_", Comparator.GREATER_OR_EQUAL);

    private final RuleTree tree;
    private final Translation translation;
    private final ArithmeticTranslation arithmetic;

    OperatorTranslation(RuleTree tree, Translation translation) {
        this.tree = tree;
        this.translation = translation;
        this.arithmetic = new ArithmeticTranslation(tree, translation);
    }

    /** Whether a call of that name is an operator. */
    static boolean isOperator(String function) {
        return switch (function) {
            case "_&&_", "_||_", "!_", "_?_:_", "@in", "-_" -> true;
            default -> COMPARISONS.containsKey(function) || ArithmeticTranslation.OPERATORS.containsKey(function);
        };
    }

    Typed translate(CelExpr part) {
        String operator = part.call().function();
        List<CelExpr> operands = part.call().args();
        return switch (operator) {
            case "_&&_" -> new Typed(new Expression.And(junction(part)), Kind.BOOL);
            case "_||_" -> new Typed(new Expression.Or(junction(part)), Kind.BOOL);
            case "!_" -> new Typed(new Expression.Not(translation.condition(operands.get(0))), Kind.BOOL);
            case "_?_:_" -> choice(part, operands);
            case "@in" -> in(part, operands.get(0), operands.get(1));
            case "-_" -> arithmetic.negative(part, operands.get(0));
            default ->
                COMPARISONS.containsKey(operator)
                        ? comparison(part, operands.get(0), operands.get(1))
                        : arithmetic.translate(part, operands.get(0), operands.get(1));
        };
    }

    /** The conditions joined by the operator, of nested ones of the same operator too. */
    private List<Expression> junction(CelExpr part) {
        List<Expression> conditions = new ArrayList<>();
        for (CelExpr operand : part.call().args()) {
            boolean same = operand.getKind() == CelExpr.ExprKind.Kind.CALL
                    && operand.call().function().equals(part.call().function());
            if (same) {
                conditions.addAll(junction(operand));
            } else {
                conditions.add(translation.condition(operand));
            }
        }
        return List.copyOf(conditions);
    }

    private Typed choice(CelExpr part, List<CelExpr> operands) {
        Expression condition = translation.condition(operands.get(0));
        Typed then = translation.value(operands.get(1));
        Typed otherwise = translation.value(operands.get(2));
        if (then.kind() == Kind.UNKNOWN || otherwise.kind() == Kind.UNKNOWN) {
            return Typed.UNKNOWN;
        }
        if (!then.kind().mayBe(otherwise.kind()) && !otherwise.kind().mayBe(then.kind())) {
            return tree.refuse(
                    part,
                    "both sides of `:` must be of one kind, but these are " + then.kind() + " and " + otherwise.kind());
        }
        return new Typed(
                new Expression.Conditional(condition, then.expression(), otherwise.expression()),
                common(then.kind(), otherwise.kind()));
    }

    private static Kind common(Kind left, Kind right) {
        if (left == right) {
            return left;
        }
        return left.isNumber() && right.isNumber() ? Kind.NUMBER : Kind.ANY;
    }

    private Typed in(CelExpr part, CelExpr operand, CelExpr list) {
        Typed value = translation.value(operand);
        if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return tree.refuse(part, "on the right of `in` stands a list of constants, such as [\"a\", \"b\"]");
        }
        List<Object> values = new ArrayList<>();
        boolean possible = list.list().elements().isEmpty();
        boolean refused = value.kind() == Kind.UNKNOWN;
        for (CelExpr element : list.list().elements()) {
            Typed typed = translation.value(element);
            if (typed.kind() == Kind.UNKNOWN) {
                refused = true;
            } else if (typed.isConstant() && typed.kind() != Kind.DURATION) {
                values.add(((Expression.Constant) typed.expression()).value());
                possible |= value.kind().mayBe(typed.kind());
            } else {
                tree.refuse(element, "the list of `in` holds constants only: texts, numbers, true or false");
                refused = true;
            }
        }
        if (!refused && !possible) {
            return tree.refuse(part, "this is never in the list, since it is " + value.kind());
        }
        return refused
                ? Typed.UNKNOWN
                : new Typed(new Expression.In(value.expression(), List.copyOf(values)), Kind.BOOL);
    }

    private Typed comparison(CelExpr part, CelExpr leftPart, CelExpr rightPart) {
        Typed left = translation.valueOrNow(leftPart);
        Typed right = translation.valueOrNow(rightPart);
        if (left.kind() == Kind.UNKNOWN || right.kind() == Kind.UNKNOWN) {
            return Typed.UNKNOWN;
        }
        if (left.isNow() && right.isNow()) {
            return tree.refuse(part, "`now` is compared with itself; compare it with a time: events(\"t\").last()");
        }
        if (!left.kind().mayBe(right.kind()) && !right.kind().mayBe(left.kind())) {
            return tree.refuse(part, incomparable(left.kind(), right.kind()));
        }
        Comparator comparator = COMPARISONS.get(part.call().function());
        return new Typed(new Expression.Comparison(comparator, left.expression(), right.expression()), Kind.BOOL);
    }

    private static String incomparable(Kind left, Kind right) {
        String message = left + " cannot be compared with " + right;
        if (left == Kind.TIME || right == Kind.TIME) {
            return message + "; write how long ago it is: now - events(\"t\").last() < days(30)";
        } else if (left == Kind.DURATION || right == Kind.DURATION) {
            boolean ofAttribute = left == Kind.ANY || right == Kind.ANY;
            return message + (ofAttribute ? "; attributes and properties hold no durations" : "; write days(30)");
        } else if (left == Kind.TEXT && right.isNumber() || right == Kind.TEXT && left.isNumber()) {
            return message + "; write the number without quotes, or double(...) of the text";
        }
        return message;
    }
}
