package dev.segue.rule.language;

import com.google.re2j.Pattern;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.Selection;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes valid conditions at random, all kinds of nodes among them, as reading a rule makes them. */
final class RandomRules {

    private static final List<String> NAMES = List.of("a", "item_id", "x y", "in", "Ünï", "a.b", "say \"hi\"");

    private final Random random;
    private boolean inWhere;

    RandomRules(Random random) {
        this.random = random;
    }

    /** A condition of at most that depth. */
    Expression condition(int depth) {
        if (depth == 0) {
            return any(this::attribute, () -> new Expression.Constant(random.nextBoolean()), this::segmentOrAttribute);
        }
        int below = depth - 1;
        return any(
                () -> new Expression.Not(condition(below)),
                () -> new Expression.And(conditions(below, Expression.And.class)),
                () -> new Expression.Or(conditions(below, Expression.Or.class)),
                () -> new Expression.Conditional(condition(below), condition(below), condition(below)),
                () -> new Expression.Comparison(comparator(), number(below), number(below)),
                () -> new Expression.Comparison(comparator(), text(below), text(below)),
                () -> times(below),
                () -> new Expression.In(number(below), List.of(1L, -2.5, "a")),
                () -> new Expression.StringTest(of(Expression.Test.values()), text(below), text(below)),
                () -> new Expression.Matches(text(below), Pattern.compile("^\\d+\"a\"$")));
    }

    private List<Expression> conditions(int depth, Class<? extends Expression> outer) {
        return Stream.generate(() -> condition(depth))
                .filter(condition -> !outer.isInstance(condition))
                .limit(2 + random.nextInt(3))
                .toList();
    }

    private Expression times(int depth) {
        if (inWhere) {
            return attribute();
        }
        return any(
                () -> new Expression.Comparison(comparator(), ago(), span()),
                () -> new Expression.Comparison(comparator(), ago(), ago()),
                () -> new Expression.Comparison(comparator(), new Expression.Now(), time()),
                () -> new Expression.Comparison(
                        comparator(), time(), new Expression.Arithmetic(Operator.ADD, time(), span())),
                () -> new Expression.Comparison(
                        comparator(), new Expression.Conditional(condition(depth), span(), ago()), span()));
    }

    private Expression ago() {
        return new Expression.Arithmetic(Operator.SUBTRACT, new Expression.Now(), time());
    }

    private Expression time() {
        return new Expression.Measure(
                random.nextBoolean() ? Aggregate.FIRST : Aggregate.LAST, new Selection.Events("a"), null);
    }

    private Expression span() {
        return new Expression.Constant(new Expression.Span((random.nextInt(200_000) - 100_000) * 1000L));
    }

    private Expression number(int depth) {
        if (depth == 0) {
            return any(
                    this::attribute,
                    () -> new Expression.Constant(random.nextLong()),
                    () -> new Expression.Constant(random.nextGaussian() * 1e9));
        }
        int below = depth - 1;
        return any(
                () -> new Expression.Arithmetic(
                        of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE),
                        number(below),
                        new Expression.ToDouble(number(below))),
                () -> new Expression.Arithmetic(
                        Operator.MODULO, new Expression.ToInt(text(below)), new Expression.Size(text(below))),
                () -> new Expression.Negative(new Expression.ToInt(number(below))),
                () -> new Expression.Conditional(condition(below), number(below), number(below)),
                () -> inWhere ? attribute() : measure(below));
    }

    private Expression text(int depth) {
        return any(
                this::attribute,
                () -> new Expression.Constant("it's \\ \"ä😀\"\n\t"),
                () -> depth == 0
                        ? new Expression.Constant("")
                        : new Expression.Arithmetic(Operator.ADD, new Expression.Constant("x"), text(depth - 1)));
    }

    private Expression measure(int depth) {
        return any(
                () -> new Expression.Measure(Aggregate.COUNT, window(depth), null),
                () -> new Expression.Measure(Aggregate.DISTINCT_DAYS, window(depth), null),
                () -> new Expression.Measure(
                        of(Aggregate.SUM, Aggregate.AVG, Aggregate.MIN, Aggregate.MAX, Aggregate.DISTINCT),
                        window(depth),
                        of("amount", "x y")),
                () -> new Expression.Measure(Aggregate.SUM, new Selection.Events("purchase"), "amount"));
    }

    private Selection window(int depth) {
        long to = random.nextInt(3) * 60_000L;
        return new Selection.Window(selection(depth), to + 1000L * (1 + random.nextInt(100_000)), to);
    }

    private Selection selection(int depth) {
        if (depth == 0) {
            return new Selection.Events(of("purchase", "page_view", "x \"y\""));
        }
        int below = depth - 1;
        long within = 1000L * (1 + random.nextInt(1000));
        return any(
                () -> new Selection.Where(selection(below), whereCondition(below)),
                () -> new Selection.FollowedBy(selection(below), selection(below), within, null),
                () -> new Selection.NotFollowedBy(selection(below), selection(below), within, "itemId"),
                () -> window(below));
    }

    private Expression whereCondition(int depth) {
        inWhere = true;
        try {
            return condition(depth);
        } finally {
            inWhere = false;
        }
    }

    private Expression attribute() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return inWhere ? new Expression.EntryProperty(name) : new Expression.Profile(name);
    }

    private Expression segmentOrAttribute() {
        return inWhere ? attribute() : new Expression.InSegment(of("lapsed", "valuable"));
    }

    private Comparator comparator() {
        return of(Comparator.values());
    }

    @SafeVarargs
    private <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T any(Supplier<? extends T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }
}
