package dev.segue.rule.language;

import java.util.List;

/** The reference of definitions and of the rule language, written from their keys and functions. */
public final class RulesReference {

    private static final String HEAD = """
            # Segments and their rules

            Definitions are YAML, or JSON with the same keys. `./segue segments validate FILE` says all that is wrong with a file, with
            line, column and what to write instead.

            ```yaml
            segments:
              - id: big-spender
                name: Big spender
                enter: events("purchase").within(days(30)).sum("amount") >= 500
                exit: events("purchase").within(days(30)).sum("amount") < 300
                stay: 7d
                cooldown: 14d
                holdout: 0.1
            ```

            ## Keys

            | key | value | meaning |
            |---|---|---|
            """;

    private static final String ENTRIES = """

            Durations are a number and a unit: `30s`, `15m`, `6h`, `7d`.

            Write `enter` and `exit` so that they never hold together. If they do, and there is neither `stay` nor `cooldown`, nobody
            enters while `exit` holds. With one of these the customer goes in and out again and again, as soon as it allows.

            ## Entries

            A rule asks for what the customer did: entries of a type, each with properties.

            | record | entries | properties |
            |---|---|---|
            | click | one, of the click's `type` | `sessionId`, `itemId`, `category`, `channel`, `value`, and all of `properties` |
            | purchase | one `purchase` | `amount`, `currency`, `orderId`, `channel` |
            | | one `purchase_item` an item | `itemId`, `category`, `quantity`, `amount`, and the order's `currency`, `orderId`, `channel` |
            | refund | one `refund` | `amount`, `currency`, `orderId`, `channel` |

            A refund also lowers the amount of the purchase with its `orderId`, from the refund's time on; an order that is paid back
            whole no longer counts. Its `purchase_item` entries stay as they are.

            `profile.country` is an attribute of the customer's profile; `profile["a.b"]` is one with a dot in its name. `now` is the
            time of the evaluation.
            """;

    private static final String FUNCTIONS = "| written | gives | meaning | in a rule |\n|---|---|---|---|\n";

    private static final String TAIL = """

            ## Operators

            `&& || !`, `== != < <= > >=`, `+ - * / %`, `a ? b : c`, and `in` before a list of constants:

            ```yaml
            segments:
              - id: european
                name: In Europe, and back after a month away
                enter: >
                  profile.country in ["NL", "BE", "DE"] && events("page_view").within(days(1)).count() > 0
                  && events("page_view").between(days(31), days(1)).count() == 0
            ```

            Whole and other numbers compare and combine freely; `%` is for whole ones. `now - events("t").last()` is a duration:
            compare it with one, as in `now - events("purchase").last() >= days(60)`.

            ## What to know

            - Types, names of properties, segment ids, windows and patterns are constants.
            - `within(days(30))` is (now - 30 d, now]: an entry leaves exactly 30 days after it occurred.
            - Without a window only `events("t")` itself can be measured, by `.count()`, `.sum("amount")`, `.first()` and `.last()`.
            - What is missing is absent: an attribute or property that is not there, the mean of nothing, a division by zero. Every
              comparison with something absent is false, `!=` too. No rule fails while it runs.
            - A text with a number in it counts as a number in `sum`, `avg`, `min`, `max`, `double` and `int`, not in comparisons.
            - Amounts of several currencies are added up as they are: filter by `e.currency` where that matters.
            - Segments may ask for each other by `inSegment`, but not in a circle.
            - `segue.timeline.max-retention` bounds windows, `segue.rules.max-cost` and `segue.rules.max-set-cost` how dear rules may
              be: [settings.md](settings.md).
            """;

    private RulesReference() {}

    /** The whole reference as Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        DefinitionKey.ALL.forEach(
                key -> text.append("| `%s` | %s | %s |\n".formatted(key.name(), key.value(), key.meaning())));
        text.append(ENTRIES);
        for (Function.Place place : Function.Place.values()) {
            text.append("\n## ").append(title(place)).append("\n\n").append(FUNCTIONS);
            of(place).forEach(function -> text.append(row(function)));
        }
        return text.append(TAIL).toString();
    }

    private static String title(Function.Place place) {
        return switch (place) {
            case BY_ITSELF -> "Functions";
            case AFTER_EVENTS -> "Functions of events";
            case AFTER_TEXT -> "Functions of text";
        };
    }

    private static List<Function> of(Function.Place place) {
        return Function.ALL.stream()
                .filter(function -> function.place() == place)
                .toList();
    }

    private static String row(Function function) {
        String[] signature = function.signature().split(" -> ");
        return "| `%s` | %s | %s | `%s` |\n"
                .formatted(signature[0], signature[1], function.meaning(), function.example());
    }
}
