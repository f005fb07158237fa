package dev.segue.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Writes rules at random by the grammar of the language, every construct of it, nested: mostly such as are taken. Parentheses
 * stand by chance, so that precedence decides. Speaks of what a shop's customers do within half a minute.
 */
final class AnyRuleText {

    private static final List<String> TYPES = List.of("view", "cart", "purchase", "purchase_item", "refund");
    private static final List<String> NUMBERS_OF_ENTRIES = List.of("value", "amount", "quantity", "price");
    private static final List<String> TEXTS_OF_ENTRIES = List.of("itemId", "category", "channel", "colour", "orderId");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final int LONGEST_SECONDS = 30;

    private final Random random;
    private final List<String> segments;
    /** What {@code where} calls the entry that is spoken of; null outside. */
    private String entry;

    /** @param segments that may be asked for */
    AnyRuleText(Random random, List<String> segments) {
        this.random = random;
        this.segments = segments;
    }

    /** One that is true or false. */
    String condition(int depth) {
        if (depth == 0) {
            return any(this::numbersCompared, this::textTest, this::attribute, this::segment, () -> timesCompared(0));
        }
        int below = depth - 1;
        return any(
                () -> join(condition(below), "&&", condition(below)),
                () -> join(condition(below), "||", condition(below)),
                () -> "!" + inParentheses(condition(below)),
                () -> choice(below, () -> condition(below)),
                () -> inParentheses(condition(below)) + of(" == ", " != ") + inParentheses(condition(below)),
                () -> join(number(below), of(COMPARISONS), number(below)),
                () -> join(number(below), of(COMPARISONS), number(0)),
                () -> join(text(below), of(COMPARISONS), text(0)),
                () -> timesCompared(below),
                () -> number(below) + " in " + of("[0, 1, 2]", "[1, 2.5, \"i1\"]", "[]", "[-1, 10]"),
                () -> text(below) + " in " + of("[\"i1\", 'c1']", "[\"gold\", 1, true]"),
                this::textTest,
                this::segment);
    }

    private String numbersCompared() {
        return join(number(0), of(COMPARISONS), number(0));
    }

    private String textTest() {
        String text = inParentheses(text(1));
        return any(
                () -> text + "." + of("startsWith", "endsWith", "contains") + "(" + text(0) + ")",
                () -> text + ".matches(" + of("\"^c\"", "'1$'", "\"[a-e]\"", "\"o.d\"", "\"\\\\d+|web\"") + ")",
                () -> text(0) + of(" == ", " != ") + text(0));
    }

    private String segment() {
        if (entry != null || segments.isEmpty()) {
            return attribute();
        }
        return "inSegment(" + quoted(of(segments)) + ")";
    }

    private String timesCompared(int depth) {
        if (entry != null) {
            return numbersCompared();
        }
        return any(
                () -> join(duration(depth), of(COMPARISONS), span()),
                () -> join(span(), of(COMPARISONS), duration(depth)),
                () -> join(duration(depth), of(COMPARISONS), duration(0)),
                () -> join("now", of(COMPARISONS), time(depth)),
                () -> join(time(depth), of(COMPARISONS), time(0)));
    }

    private String number(int depth) {
        if (depth == 0) {
            return entry == null ? any(this::literal, this::measure, this::measure, this::attribute) : plainOfEntry();
        }
        int below = depth - 1;
        return any(
                () -> number(0),
                () -> number(0),
                () -> join(number(below), of("+", "-", "*"), number(below)),
                () -> join(number(below), "/", of("2", "3.0", "-4", "0.5")),
                () -> "int(" + any(() -> number(below), () -> text(below)) + ") % " + of("2", "3"),
                () -> "-" + inParentheses(number(below)),
                () -> of("int", "double") + "(" + any(() -> number(below), () -> text(below)) + ")",
                () -> "size(" + text(below) + ")",
                () -> inParentheses(text(below)) + ".size()",
                () -> choice(below, () -> number(below)));
    }

    private String plainOfEntry() {
        return any(
                this::literal, () -> property(of(NUMBERS_OF_ENTRIES)), () -> property(of(NUMBERS_OF_ENTRIES)), () -> {
                    return "double(" + property(of("price", "colour", "itemId")) + ")";
                });
    }

    private String literal() {
        return of("0", "1", "2", "3", "10", "-1", "0.3", "1.5", "10.0", "1e1", "0x2", "100", "9007199254740993");
    }

    /** Of the profile, or of the entry that is spoken of. */
    private String attribute() {
        if (entry != null && random.nextInt(4) > 0) {
            return property(random.nextBoolean() ? of(TEXTS_OF_ENTRIES) : of(NUMBERS_OF_ENTRIES));
        }
        return named("profile", of("tier", "age", "vip", "score"));
    }

    private String property(String name) {
        return named(entry, name);
    }

    private String named(String owner, String name) {
        return random.nextInt(4) == 0 ? owner + "[" + quoted(name) + "]" : owner + "." + name;
    }

    private String text(int depth) {
        if (depth == 0) {
            return any(
                    () -> quoted(of("i1", "c1", "c1.x", "web", "gold", "5", "", "o1", "c")),
                    () -> entry == null ? named("profile", of("tier", "score")) : property(of(TEXTS_OF_ENTRIES)));
        }
        return any(
                () -> text(0),
                () -> text(0),
                () -> inParentheses(text(0) + " + " + text(depth - 1)),
                () -> choice(depth - 1, () -> text(depth - 1)));
    }

    private String time(int depth) {
        String plain = events(0) + of(".first()", ".last()");
        if (depth == 0) {
            return any(() -> plain, () -> measured(of("first()", "last()")));
        }
        return any(
                () -> plain,
                () -> plain + of(" + ", " - ") + span(),
                () -> span() + " + " + plain,
                () -> measured(of("first()", "last()")),
                () -> choice(depth - 1, () -> time(depth - 1)));
    }

    private String duration(int depth) {
        if (depth == 0) {
            return any(() -> "now - " + time(0), () -> inParentheses(time(0) + " - " + time(0)));
        }
        return any(
                () -> "now - " + time(0),
                () -> "now - " + inParentheses(time(depth)),
                () -> inParentheses(time(depth)) + " - " + inParentheses(time(0)),
                () -> inParentheses(duration(depth - 1)) + of(" + ", " - ") + span(),
                () -> choice(depth - 1, () -> any(() -> duration(depth - 1), this::span)));
    }

    private String measure() {
        return any(
                () -> events(0) + of(".count()", ".sum(\"amount\")"),
                () -> measured("count()"),
                () -> measured("distinctDays()"),
                () -> measured("distinct(" + quoted(of(TEXTS_OF_ENTRIES)) + ")"),
                () -> measured(of("sum", "avg", "min", "max") + "(" + quoted(of(NUMBERS_OF_ENTRIES)) + ")"));
    }

    /** Of events in a window: before, between or after whatever else they are narrowed by. */
    private String measured(String figure) {
        int before = random.nextInt(2);
        return narrowed(narrowed(events(0), before) + window(), random.nextInt(2)) + "." + figure;
    }

    private String events(int steps) {
        return narrowed("events(" + quoted(of(TYPES)) + ")", steps);
    }

    private String narrowed(String events, int steps) {
        String narrowed = events;
        for (int step = 0; step < steps; step++) {
            narrowed += any(this::where, this::sequence, this::window);
        }
        return narrowed;
    }

    private String window() {
        int far = 1 + random.nextInt(LONGEST_SECONDS);
        return random.nextInt(4) > 0
                ? ".within(" + span(far) + ")"
                : ".between(" + span(far) + ", " + span(random.nextInt(far)) + ")";
    }

    private String sequence() {
        String property = random.nextInt(3) > 0
                ? ""
                : ", " + quoted(random.nextBoolean() ? of(TEXTS_OF_ENTRIES) : of(NUMBERS_OF_ENTRIES));
        return of(".followedBy(", ".notFollowedBy(") + events(random.nextInt(2)) + ", " + span() + property + ")";
    }

    private String where() {
        if (entry != null) {
            return window();
        }
        entry = of("e", "e", "it", "x1");
        try {
            return ".where(" + entry + ", " + condition(random.nextInt(3)) + ")";
        } finally {
            entry = null;
        }
    }

    private String span() {
        return span(1 + random.nextInt(LONGEST_SECONDS));
    }

    /** So many seconds, in one way of saying it. */
    private String span(int seconds) {
        int part = random.nextInt(seconds + 1);
        return switch (random.nextInt(6)) {
            case 0 -> "seconds(" + part + ") + seconds(" + (seconds - part) + ")";
            case 1 -> "minutes(1) - seconds(" + (60 - seconds) + ")";
            case 2 -> "seconds(" + part + " + " + (seconds - part) + ")";
            default -> "seconds(" + seconds + ")";
        };
    }

    private String choice(int depth, Supplier<String> value) {
        return inParentheses(condition(depth) + " ? " + value.get() + " : " + value.get());
    }

    private String join(String left, String operator, String right) {
        String joined = left + " " + operator + " " + right;
        return random.nextInt(3) == 0 ? inParentheses(joined) : joined;
    }

    private static String inParentheses(String text) {
        return "(" + text + ")";
    }

    private String quoted(String text) {
        return random.nextInt(4) == 0 ? "'" + text + "'" : "\"" + text + "\"";
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    private String any(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }
}
