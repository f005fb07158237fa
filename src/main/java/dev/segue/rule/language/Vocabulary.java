package dev.segue.rule.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The names of the rule language, how each is written, and what to write instead of those it does not have. */
final class Vocabulary {

    /** How functions that stand by themselves are written. */
    static final Map<String, String> FUNCTIONS = written(Function.Place.BY_ITSELF);

    /** How functions that follow events are written. */
    static final Map<String, String> OF_EVENTS = written(Function.Place.AFTER_EVENTS);

    /** How functions that follow text are written. */
    static final Map<String, String> OF_TEXT = written(Function.Place.AFTER_TEXT);

    private static final String NO_LOOPS =
            "there are no loops but `where`: write events(\"t\").where(e, ...).within(days(30))";

    private static final String NO_CALENDAR =
            "times are only compared: write `now - events(\"t\").last() < days(30)`, or count `.distinctDays()`";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("has", "leave it out: a comparison with something absent is false"),
            Map.entry("all", NO_LOOPS),
            Map.entry("exists", NO_LOOPS),
            Map.entry("exists_one", NO_LOOPS),
            Map.entry("map", NO_LOOPS),
            Map.entry("filter", NO_LOOPS),
            Map.entry("duration", "write seconds(30), minutes(15), hours(6) or days(7)"),
            Map.entry("timestamp", NO_CALENDAR),
            Map.entry("getFullYear", NO_CALENDAR),
            Map.entry("getMonth", NO_CALENDAR),
            Map.entry("getDayOfWeek", NO_CALENDAR),
            Map.entry("getHours", NO_CALENDAR),
            Map.entry("months", "months differ in length: write days(30)"),
            Map.entry("weeks", "write days(7)"),
            Map.entry("years", "years differ in length: write days(365)"),
            Map.entry("average", "write .avg(\"amount\")"),
            Map.entry("mean", "write .avg(\"amount\")"),
            Map.entry("total", "write .sum(\"amount\")"),
            Map.entry("string", "compare the value with text as it is"),
            Map.entry("uint", "write int(...)"));

    private Vocabulary() {}

    private static Map<String, String> written(Function.Place place) {
        return Function.ALL.stream()
                .filter(function -> function.place() == place)
                .collect(Collectors.toMap(Function::name, Function::written, (one, other) -> one, TreeMap::new));
    }

    /** What to say of a function that the language does not have. */
    static String unknownFunction(String name, boolean afterDot) {
        String message = "unknown function `" + name + "`";
        if (INSTEAD.containsKey(name)) {
            return message + "; " + INSTEAD.get(name);
        }
        if (!afterDot && OF_EVENTS.containsKey(name)) {
            return "`" + name + "` follows events: write events(\"t\")" + OF_EVENTS.get(name);
        }
        if (!afterDot && OF_TEXT.containsKey(name)) {
            return "`" + name + "` follows text: write profile.x" + OF_TEXT.get(name);
        }
        if (afterDot && FUNCTIONS.containsKey(name)) {
            return "`" + name + "` stands by itself: write " + FUNCTIONS.get(name);
        }
        String question = Nearest.question(name, functions(afterDot));
        return message + (question.isEmpty() ? "; there are " + String.join(", ", functions(afterDot)) : question);
    }

    /** What to say of a name that is not one. */
    static String unknownName(String name, String entry) {
        List<String> names = new ArrayList<>(List.of("now", "profile", "true", "false"));
        if (entry != null) {
            names.add(entry);
        }
        String question = Nearest.question(name, names);
        return "unknown name `" + name + "`"
                + (question.isEmpty()
                        ? "; an attribute is written profile." + name + ", text \"" + name + "\""
                        : question);
    }

    private static List<String> functions(boolean afterDot) {
        List<String> names = new ArrayList<>();
        if (afterDot) {
            names.addAll(OF_EVENTS.keySet());
            names.addAll(OF_TEXT.keySet());
        } else {
            names.addAll(FUNCTIONS.keySet());
        }
        return names;
    }
}
