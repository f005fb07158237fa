package dev.segue.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.RuleText;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Definitions put together from the words of the language, and such as its grammar gives, as they are and with slips. */
class AnyDefinitionsTest {

    /** What no author may be told: names of the parser's. */
    private static final Pattern INNER_NAMES =
            Pattern.compile("_[^ a-z]+_|google|protobuf|overload|\\bdyn\\b|@|NUM_|IDENT|<EOF>|accu|Exception");

    private static final Limits WIDE = new Limits(Limits.DEFAULT.maxWindowMillis(), Long.MAX_VALUE, Long.MAX_VALUE);

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
        compile(definitions(new Random(seed)));
    }

    @Property(tries = 300)
    void shouldBeTakenWhereTheGrammarGivesThem(@ForAll long seed) throws InvalidDefinitions {
        String text = new AnyAuthor(new Random(seed)).definitions();

        Optional<SegmentSet> set = compile(text);

        Statistics.label("taken")
                .collect(set.isPresent())
                .coverage(c -> c.check(true).percentage(share -> share > 70));
        if (set.isPresent()) {
            for (Segment segment : set.get().segments()) {
                checkText(segment, segment.enter());
            }
        }
    }

    @Property(tries = 1_500)
    void shouldBeTakenOrRefusedWithSlipsOfThePen(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(new AnyAuthor(random).definitions());
        for (int slips = 1 + random.nextInt(3); slips > 0; slips--) {
            slip(text, random);
        }

        compile(text.toString());
    }

    private static void slip(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(8));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, at + 1);
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(at, text.substring(at, end));
            default -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        }
    }

    /** What a rule is told as is a rule that says the same. */
    private static void checkText(Segment segment, Expression rule) throws InvalidDefinitions {
        String text = RuleText.of(rule);
        List<SegmentDefinition> asked = new ArrayList<>(List.of(definition(segment.id(), text)));
        segment.dependsOn().forEach(id -> asked.add(definition(id, "true")));

        assertThat(Definitions.compile(asked, WIDE).segments())
                .as(text)
                .filteredOn(one -> one.id().equals(segment.id()))
                .extracting(Segment::enter)
                .containsExactly(rule);
    }

    private static SegmentDefinition definition(String id, String rule) {
        return new SegmentDefinition(id, id, null, null, null, null, rule, null, null, null, null, 1);
    }

    /** Empty where it is refused, in words fit for an author. */
    private static Optional<SegmentSet> compile(String text) {
        try {
            return Optional.of(Definitions.compile(text, Limits.DEFAULT));
        } catch (InvalidDefinitions refused) {
            assertThat(refused.problems())
                    .as(text)
                    .isNotEmpty()
                    .allSatisfy(problem ->
                            assertThat(problem.message()).isNotBlank().doesNotContainPattern(INNER_NAMES));
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return fail("It failed otherwise on\n" + text, e);
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
