package dev.segue.oracle;

import com.google.re2j.Pattern;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import java.util.List;
import java.util.Random;

/** Random conditions on an entry or on the profile: on values whose type is known only when they are met. */
final class AnyCondition {

    private static final List<Object> NUMBERS =
            List.of(0L, 1L, 2L, 5L, 10L, 0.1, 2.5, 10.0, 12.5, 9_007_199_254_740_992.0);
    private static final List<Object> STRINGS = List.of("i1", "i2", "c1", "c1.x", "web", "red", "gold", "5", "");

    private final Random random;

    AnyCondition(Random random) {
        this.random = random;
    }

    Expression ofEntry(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 9)) {
            case 9 -> new Expression.And(List.of(ofEntry(depth - 1), ofEntry(depth - 1)));
            case 10 -> new Expression.Or(List.of(ofEntry(depth - 1), ofEntry(depth - 1)));
            case 11 -> new Expression.Not(ofEntry(depth - 1));
            case 12 -> new Expression.Conditional(ofEntry(0), ofEntry(depth - 1), ofEntry(depth - 1));
            default ->
                test(new Expression.EntryProperty(oneOf(List.of(
                        "itemId",
                        "itemId",
                        "category",
                        "channel",
                        "value",
                        "amount",
                        "amount",
                        "quantity",
                        "price",
                        "colour",
                        "currency",
                        "orderId"))));
        };
    }

    Expression ofProfile() {
        Expression attribute = new Expression.Profile(oneOf(List.of("tier", "age", "vip", "score")));
        return random.nextInt(6) == 0 ? new Expression.Profile("vip") : test(attribute);
    }

    Expression numberOfProfile() {
        return switch (random.nextInt(4)) {
            case 0 -> new Expression.ToDouble(new Expression.Profile("score"));
            case 1 -> new Expression.ToInt(new Expression.Profile("score"));
            case 2 -> new Expression.Size(new Expression.Profile("tier"));
            default -> new Expression.ToInt(new Expression.Profile("age"));
        };
    }

    private Expression test(Expression value) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Expression.Comparison(equality(), value, string());
            case 2, 3 -> new Expression.Comparison(oneOf(List.of(Comparator.values())), value, number());
            case 4 -> new Expression.Comparison(oneOf(List.of(Comparator.values())), value, string());
            case 5 -> new Expression.In(value, List.of(oneOf(STRINGS), oneOf(STRINGS)));
            case 6 -> new Expression.In(value, List.of(1L, 5L, 10L));
            case 7 -> new Expression.StringTest(oneOf(List.of(Expression.Test.values())), value, text());
            case 8 -> new Expression.Matches(value, Pattern.compile(oneOf(List.of("^c", "1$", "[a-e]", "o.d"))));
            case 9 ->
                new Expression.Comparison(
                        oneOf(List.of(Comparator.values())), new Expression.Size(value), new Expression.Constant(2L));
            case 10 ->
                new Expression.Comparison(
                        oneOf(List.of(Comparator.values())), new Expression.ToDouble(value), number());
            default -> new Expression.Comparison(oneOf(List.of(Comparator.values())), arithmetic(value), number());
        };
    }

    /** Without what is refused when a rule is read. */
    private Expression arithmetic(Expression value) {
        Operator operator = oneOf(List.of(Operator.values()));
        Expression by = operator == Operator.DIVIDE || operator == Operator.MODULO
                ? new Expression.Constant(oneOf(List.of(2L, 3L)))
                : number();
        return new Expression.Arithmetic(operator, value, by);
    }

    private Comparator equality() {
        return random.nextBoolean() ? Comparator.EQUAL : Comparator.NOT_EQUAL;
    }

    private Expression number() {
        return new Expression.Constant(oneOf(NUMBERS));
    }

    private Expression string() {
        return new Expression.Constant(oneOf(STRINGS));
    }

    private Expression text() {
        return new Expression.Constant(oneOf(List.of("c", "1", "w", "", "c1.")));
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
