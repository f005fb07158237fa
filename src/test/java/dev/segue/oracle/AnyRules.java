package dev.segue.oracle;

import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random well-typed segments over the whole language, with durations so short that edges collide. */
final class AnyRules {

    private static final List<String> TYPES = List.of("view", "cart", "purchase", "purchase_item", "refund");

    private static final List<Object> VALUES = List.of("i1", "i2", "i3", "c1", "c2", "c1.x", "o1", "o2", "web");

    private final Random random;
    private final long unit;
    private final AnyCondition entryCondition;
    private List<String> earlier = new ArrayList<>();

    AnyRules(Random random, long unit) {
        this.random = random;
        this.unit = unit;
        this.entryCondition = new AnyCondition(random);
    }

    List<Segment> segments() {
        List<String> ids = new ArrayList<>(List.of("a", "b", "c", "d"));
        Collections.shuffle(ids, random);
        List<Segment> segments = new ArrayList<>();
        earlier = new ArrayList<>();
        for (String id : ids.subList(0, 1 + random.nextInt(4))) {
            segments.add(segment(id));
            earlier.add(id);
        }
        return segments;
    }

    /** Many segments that hold one and the same figure against numbers, as the segments of a shop do. */
    List<Segment> crowd() {
        Expression figure = measure();
        return holding(List.of("a", "b", "c", "d", "f", "g"), () -> figure);
    }

    /** So many segments over a few figures, and over the same measures of entries of one value or another. */
    List<Segment> multitude(int count) {
        List<Expression> few = List.of(measure(), measure(), measure(), ofSomeValues());
        List<String> ids = IntStream.range(0, count)
                .mapToObj(number -> "s%03d".formatted(number))
                .toList();
        return holding(ids, () -> random.nextBoolean() ? oneOf(few) : ofSomeValues());
    }

    private Expression ofSomeValues() {
        Expression property = new Expression.EntryProperty(oneOf(List.of("itemId", "category", "orderId", "channel")));
        Expression value = random.nextBoolean()
                ? new Expression.In(property, List.of(oneOf(VALUES), oneOf(VALUES)))
                : new Expression.Comparison(Comparator.EQUAL, property, new Expression.Constant(oneOf(VALUES)));
        Selection some = new Selection.Where(events(), value);
        Selection selection = switch (random.nextInt(6)) {
            case 0 -> new Selection.FollowedBy(some, events(), span(12), shared());
            case 1 -> new Selection.NotFollowedBy(some, events(), span(12), shared());
            default -> some;
        };
        Aggregate aggregate = oneOf(List.of(Aggregate.COUNT, Aggregate.COUNT, Aggregate.DISTINCT, Aggregate.SUM));
        return new Expression.Measure(
                aggregate, window(selection), aggregate == Aggregate.COUNT ? null : property(selection));
    }

    private List<Segment> holding(List<String> ids, Supplier<Expression> figure) {
        List<Segment> segments = new ArrayList<>();
        earlier = new ArrayList<>();
        for (String id : ids) {
            Comparator above = random.nextBoolean() ? Comparator.GREATER_OR_EQUAL : Comparator.GREATER;
            Expression reached = new Expression.Comparison(above, figure.get(), threshold());
            Expression enter = switch (random.nextInt(4)) {
                case 0 -> new Expression.And(List.of(reached, condition(1)));
                case 1 -> new Expression.And(List.of(reached, entryCondition.ofProfile()));
                default -> reached;
            };
            long stay = random.nextInt(4) == 0 ? span(20) : 0;
            long cooldown = random.nextInt(4) == 0 ? span(20) : 0;
            segments.add(segment(id, enter, exit(enter), stay, cooldown, unit));
            earlier.add(id);
        }
        return segments;
    }

    /** Some of them as they were, some with other rules, some no more, and at times a new one. */
    List<Segment> changed(List<Segment> segments) {
        List<Segment> changed = new ArrayList<>();
        earlier = new ArrayList<>();
        for (Segment segment : segments) {
            boolean possible = earlier.containsAll(segment.dependsOn());
            int fate = random.nextInt(4);
            if (fate < 2 && possible) {
                changed.add(segment);
                earlier.add(segment.id());
            } else if (fate < 3) {
                changed.add(segment(segment.id()));
                earlier.add(segment.id());
            }
        }
        if (random.nextBoolean()) {
            changed.add(segment("e"));
        }
        return changed;
    }

    private Segment segment(String id) {
        Expression enter = condition(2);
        Expression exit = exit(enter);
        long stay = random.nextInt(4) == 0 ? span(20) : 0;
        long cooldown = random.nextInt(4) == 0 ? span(20) : 0;
        return segment(id, enter, exit, stay, cooldown, unit);
    }

    static Segment segment(String id, Expression enter, Expression exit, long stay, long cooldown, long unit) {
        SegmentDefinition definition = new SegmentDefinition(
                id,
                id,
                null,
                null,
                null,
                null,
                Words.of(enter, unit),
                exit == null ? null : Words.of(exit, unit),
                stay == 0 ? null : stay / 1000 + "s",
                cooldown == 0 ? null : cooldown / 1000 + "s",
                null,
                1);
        List<String> dependsOn = Shrinking.segmentsIn(enter, exit);
        return new Segment(definition, enter, exit, stay, cooldown, 0, dependsOn);
    }

    static Segment rollingUpTo(String strategic, Segment s) {
        SegmentDefinition d = s.definition();
        SegmentDefinition definition = new SegmentDefinition(
                d.id(), d.name(), null, null, null, strategic, d.enter(), d.exit(), d.stay(), d.cooldown(), null, 1);
        return new Segment(
                definition, s.enter(), s.exit(), s.stayMillis(), s.cooldownMillis(), s.holdout(), s.dependsOn());
    }

    /** The strategic segment over those that the children ask of. */
    static Segment union(String id, List<Expression> children) {
        Expression enter = children.size() == 1 ? children.get(0) : new Expression.Or(children);
        SegmentDefinition definition =
                new SegmentDefinition(id, id, null, null, "strategic", null, null, null, null, null, null, 1);
        return new Segment(definition, enter, null, 0, 0, 0, Shrinking.segmentsIn(enter, null));
    }

    /** Seldom one that may hold together with the enter rule. */
    private Expression exit(Expression enter) {
        int kind = random.nextInt(10);
        if (kind < 4) {
            return null;
        } else if (kind < 9) {
            return new Expression.And(List.of(new Expression.Not(enter), condition(1)));
        }
        return condition(1);
    }

    Expression condition(int depth) {
        int kind = random.nextInt(depth > 0 ? 17 : 11);
        return switch (kind) {
            case 0, 1, 2 -> new Expression.Comparison(comparator(), number(depth - 1), threshold());
            case 3 -> new Expression.Comparison(comparator(), threshold(), number(depth - 1));
            case 4 -> new Expression.Comparison(comparator(), number(0), number(0));
            case 5, 6, 7 -> time();
            case 8 -> entryCondition.ofProfile();
            case 9, 10 -> earlier.isEmpty() ? time() : new Expression.InSegment(oneOf(earlier));
            case 11, 12 -> new Expression.And(List.of(condition(depth - 1), condition(depth - 1)));
            case 13, 14 -> new Expression.Or(List.of(condition(depth - 1), condition(depth - 1)));
            case 15 -> new Expression.Not(condition(depth - 1));
            default -> new Expression.Conditional(condition(0), condition(depth - 1), condition(depth - 1));
        };
    }

    private Expression number(int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 9);
        return switch (kind) {
            case 9 -> arithmetic(number(0), number(0));
            case 10 -> arithmetic(number(0), threshold());
            case 11 -> new Expression.Negative(number(0));
            case 12 -> conditionalNumber();
            case 13 -> entryCondition.numberOfProfile();
            default -> measure();
        };
    }

    /** Both branches of one type, as the language wants it. */
    private Expression conditionalNumber() {
        return new Expression.Conditional(condition(0), count(), count());
    }

    private Expression arithmetic(Expression left, Expression right) {
        if (random.nextInt(5) == 0) {
            return new Expression.Arithmetic(Operator.MODULO, count(), new Expression.Constant(2L + random.nextInt(2)));
        }
        Operator operator = oneOf(List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE));
        boolean divideByZero = operator == Operator.DIVIDE
                && right instanceof Expression.Constant c
                && ((Number) c.value()).doubleValue() == 0;
        return new Expression.Arithmetic(divideByZero ? Operator.ADD : operator, left, right);
    }

    private Expression count() {
        return new Expression.Measure(Aggregate.COUNT, selection(2), null);
    }

    private Expression measure() {
        int kind = random.nextInt(12);
        Selection selection = selection(3);
        return switch (kind) {
            case 0, 1, 2, 3 -> new Expression.Measure(Aggregate.COUNT, selection, null);
            case 4 -> new Expression.Measure(Aggregate.DISTINCT, selection, property(selection));
            case 5 -> new Expression.Measure(Aggregate.DISTINCT_DAYS, selection, null);
            case 6, 7 -> new Expression.Measure(Aggregate.SUM, selection, property(selection));
            case 8 -> new Expression.Measure(Aggregate.AVG, selection, property(selection));
            case 9 -> new Expression.Measure(Aggregate.MIN, selection, property(selection));
            case 10 -> new Expression.Measure(Aggregate.MAX, selection, property(selection));
            default ->
                random.nextBoolean()
                        ? new Expression.Measure(Aggregate.COUNT, events(), null)
                        : new Expression.Measure(Aggregate.SUM, events(), "amount");
        };
    }

    private Expression time() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Expression.Comparison(comparator(), sinceNow(), new Expression.Constant(aSpan()));
            case 3 -> new Expression.Comparison(comparator(), new Expression.Constant(aSpan()), sinceNow());
            case 4 -> new Expression.Comparison(comparator(), new Expression.Now(), shifted());
            case 5 -> new Expression.Comparison(comparator(), shifted(), timestamp());
            case 6 ->
                new Expression.Comparison(
                        comparator(),
                        new Expression.Arithmetic(Operator.SUBTRACT, timestamp(), timestamp()),
                        new Expression.Constant(aSpan()));
            default -> new Expression.Comparison(comparator(), sinceNow(), sinceNow());
        };
    }

    private Expression sinceNow() {
        return new Expression.Arithmetic(Operator.SUBTRACT, new Expression.Now(), timestamp());
    }

    private Expression shifted() {
        return random.nextInt(4) == 0
                ? timestamp()
                : new Expression.Arithmetic(
                        random.nextInt(4) == 0 ? Operator.SUBTRACT : Operator.ADD,
                        timestamp(),
                        new Expression.Constant(aSpan()));
    }

    private Expression timestamp() {
        Aggregate which = random.nextBoolean() ? Aggregate.FIRST : Aggregate.LAST;
        return new Expression.Measure(which, random.nextInt(3) > 0 ? events() : selection(2), null);
    }

    private Selection events() {
        return new Selection.Events(oneOf(TYPES));
    }

    /** A window somewhere, and up to so many other steps around it. */
    private Selection selection(int steps) {
        int around = random.nextInt(steps);
        int window = random.nextInt(around + 1);
        Selection selection = events();
        for (int step = 0; step <= around; step++) {
            selection = step == window ? window(selection) : step(selection, around - 1);
        }
        return selection;
    }

    private Selection step(Selection of, int depth) {
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> new Selection.Where(of, entryCondition.ofEntry(random.nextInt(3)));
            case 3, 4 -> new Selection.FollowedBy(of, follower(depth), span(12), shared());
            case 5 -> new Selection.NotFollowedBy(of, follower(depth), span(12), shared());
            default -> window(of);
        };
    }

    private Selection follower(int depth) {
        int kind = random.nextInt(6);
        return switch (depth > 0 ? kind : 0) {
            case 3 -> new Selection.Where(events(), entryCondition.ofEntry(1));
            case 4 -> selection(1);
            case 5 -> step(events(), 0);
            default -> events();
        };
    }

    private Selection window(Selection of) {
        long from = span(20);
        long to = random.nextInt(4) == 0 ? from - span((int) (from / unit)) : 0;
        return new Selection.Window(of, from, to);
    }

    private String shared() {
        return oneOf(
                new String[] {null, null, null, null, "itemId", "itemId", "category", "channel", "orderId", "amount"});
    }

    /** Mostly one that such entries have. */
    private String property(Selection selection) {
        if (random.nextInt(4) == 0) {
            return oneOf(List.of("amount", "value", "quantity", "price", "itemId", "category", "orderId", "colour"));
        }
        return switch (typeOf(selection)) {
            case "view", "cart" -> oneOf(List.of("value", "value", "price", "itemId", "category"));
            case "purchase_item" -> oneOf(List.of("amount", "quantity", "itemId"));
            default -> oneOf(List.of("amount", "amount", "amount", "orderId"));
        };
    }

    private static String typeOf(Selection selection) {
        return selection instanceof Selection.Events events ? events.type() : typeOf(NaiveRules.source(selection));
    }

    private Comparator comparator() {
        return random.nextInt(3) == 0 ? Comparator.GREATER_OR_EQUAL : oneOf(Comparator.values());
    }

    private Expression threshold() {
        return new Expression.Constant(
                oneOf(List.of(0L, 1L, 1L, 2L, 2L, 3L, 5L, 10L, 0.3, 1.5, 0.1, 10.0, 15.1, 100.0)));
    }

    private Expression.Span aSpan() {
        return new Expression.Span(random.nextInt(12) == 0 ? 0 : span(30));
    }

    private long span(int most) {
        return unit * (1 + random.nextInt(most));
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> T oneOf(T[] array) {
        return array[random.nextInt(array.length)];
    }
}
