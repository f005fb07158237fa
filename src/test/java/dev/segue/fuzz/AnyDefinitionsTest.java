package dev.segue.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Definitions put together from the words of the language, mostly not as the language wants it. */
class AnyDefinitionsTest {

    private static final List<String> WORDS = List.of(
            "events(\"purchase\")",
            "events('view')",
            "events(1)",
            ".within(days(30))",
            ".within(hours(0))",
            ".between(days(3), days(1))",
            ".where(e, e.amount > 3)",
            ".where(e, ",
            ".where(x, x.y.z)",
            ".count()",
            ".sum(\"amount\")",
            ".avg('a')",
            ".last()",
            ".first()",
            ".distinct(\"itemId\")",
            ".distinctDays()",
            ".followedBy(events(\"a\"), hours(1))",
            ".notFollowedBy(events(\"a\"), hours(1), \"itemId\")",
            "now",
            "now - ",
            "days(-1)",
            "days(99999999999999)",
            "seconds(1)",
            "profile.x",
            "profile",
            "profile.x.y",
            "inSegment(\"a\")",
            "inSegment(\"b\")",
            "inSegment(profile.x)",
            " && ",
            " || ",
            "!",
            " == ",
            " != ",
            " < ",
            " >= ",
            " + ",
            " - ",
            " * ",
            " / ",
            " % ",
            " ? ",
            " : ",
            " in ",
            "[1, 2]",
            "[\"a\", 2]",
            "(",
            ")",
            "\"text\"",
            "1",
            "0",
            "-1",
            "1.5",
            "1e400",
            "9223372036854775808",
            "true",
            "null",
            "size(profile.x)",
            "double(profile.x)",
            "int(\"x\")",
            ".matches(\"(\")",
            ".startsWith(\"a\")",
            "{}",
            "[]",
            ".map(x, x)",
            "\\",
            "'",
            "#",
            "\u0000",
            "€");

    @Property(tries = 1_500)
    void shouldBeTakenOrRefusedWithSentences(@ForAll long seed) {
        String yaml = definitions(new Random(seed));

        try {
            Definitions.compile(yaml, Limits.DEFAULT);
        } catch (InvalidDefinitions refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            fail("It failed otherwise on\n" + yaml, e);
        }
    }

    private static String definitions(Random random) {
        StringBuilder yaml = new StringBuilder("segments:\n");
        for (String id : List.of("a", "b")) {
            yaml.append("  - id: ").append(id).append("\n    name: N\n    enter: '");
            yaml.append(rule(random).replace("'", "''")).append("'\n");
            if (random.nextInt(3) == 0) {
                yaml.append("    exit: \"")
                        .append(rule(random).replace("\"", "\\\""))
                        .append("\"\n");
            }
        }
        return random.nextInt(10) == 0
                ? yaml.deleteCharAt(random.nextInt(yaml.length())).toString()
                : yaml.toString();
    }

    /** Half of them begin as a rule does, so that not all fail at the first word. */
    private static String rule(Random random) {
        StringBuilder rule =
                new StringBuilder(random.nextBoolean() ? "events(\"view\").within(days(3)).count() > 2" : "");
        for (int words = random.nextInt(9); words > 0; words--) {
            rule.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return rule.toString();
    }
}
