package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.segue.rule.Cost;
import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.RuleText;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    private static final String FULL = """
            segments:
              - id: big-spender
                name: Big spender
                description: Spends much
                owner: crm-team
                tier: strategic
                rollsUpTo: valuable
                enter: events("purchase").within(days(30)).sum("amount") >= 500
                exit:  events("purchase").within(days(60)).sum("amount") < 300
                stay: 7d
                cooldown: 90m
                holdout: 0.1
              - id: valuable
                name: Valuable
                tier: strategic
            """;

    @Test
    void shouldReadEveryKey() throws InvalidDefinitions {
        List<SegmentDefinition> definitions = Definitions.read(FULL);

        assertThat(definitions.get(0))
                .isEqualTo(new SegmentDefinition(
                        "big-spender",
                        "Big spender",
                        "Spends much",
                        "crm-team",
                        "strategic",
                        "valuable",
                        "events(\"purchase\").within(days(30)).sum(\"amount\") >= 500",
                        "events(\"purchase\").within(days(60)).sum(\"amount\") < 300",
                        "7d",
                        "90m",
                        0.1,
                        1));
    }

    @Test
    void shouldCompileEveryKey() throws InvalidDefinitions {
        Segment segment = compile(FULL).segments().get(0);

        assertThat(segment.stayMillis()).isEqualTo(7 * 86_400_000L);
        assertThat(segment.cooldownMillis()).isEqualTo(90 * 60_000L);
        assertThat(segment.holdout()).isEqualTo(0.1);
        assertThat(segment.dependsOn()).isEmpty();
        assertThat(segment.exit())
                .isEqualTo(new Expression.Comparison(
                        Expression.Comparator.LESS,
                        new Expression.Measure(
                                Expression.Aggregate.SUM,
                                new Selection.Window(new Selection.Events("purchase"), 60 * 86_400_000L, 0),
                                "amount"),
                        new Expression.Constant(300L)));
    }

    @Test
    void shouldReadJsonWithTheSameKeys() throws InvalidDefinitions {
        String json = """
                {
                \t"segments": [
                \t\t{"id": "a", "name": "A\\/\\u00e4", "enter": "profile.x == \\"\\ud83d\\ude00\\"", "holdout": 1,
                \t\t "exit": null}
                \t]
                }
                """;

        SegmentDefinition definition = Definitions.read(json).get(0);

        assertThat(definition)
                .isEqualTo(new SegmentDefinition(
                        "a", "A/ä", null, null, null, null, "profile.x == \"😀\"", null, null, null, 1.0, 1));
    }

    @Test
    void shouldTakeASegmentWithoutEnterAsTheUnionOfThoseThatRollUpToIt() throws InvalidDefinitions {
        SegmentSet set = compile(FULL + child("also", "valuable", "profile.x == 1"));

        Segment union = set.segments().get(2);
        assertThat(union.enter())
                .isEqualTo(new Expression.Or(
                        List.of(new Expression.InSegment("also"), new Expression.InSegment("big-spender"))));
        assertThat(union.dependsOn()).containsExactly("also", "big-spender");
    }

    @Test
    void shouldTakeTheUnionOfOneAsThatOne() throws InvalidDefinitions {
        SegmentSet set = compile(FULL);

        assertThat(set.segments().get(1).enter()).isEqualTo(new Expression.InSegment("big-spender"));
    }

    @Test
    void shouldPutEachSegmentAfterThoseItDependsOnAndElseById() throws InvalidDefinitions {
        SegmentSet set = compile("segments:\n"
                + segment("a", "inSegment(\"z\") && profile.x == 1")
                + segment("c", "profile.x == 1")
                + segment("b", "profile.x == 1")
                + segment("z", "profile.x == 1\n    exit: inSegment(\"b\")"));

        assertThat(set.segments()).extracting(Segment::id).containsExactly("b", "c", "z", "a");
        assertThat(set.segments().get(2).dependsOn()).containsExactly("b");
    }

    @Test
    void shouldFlattenConditions() throws InvalidDefinitions {
        Expression rule = compile("segments:\n"
                        + segment(
                                "a",
                                "profile.a && (profile.b && profile.c) && (profile.d || (profile.e || profile.f))"))
                .segments()
                .get(0)
                .enter();

        assertThat(rule).isInstanceOfSatisfying(Expression.And.class, and -> {
            assertThat(and.operands()).hasSize(4);
            assertThat(((Expression.Or) and.operands().get(3)).operands()).hasSize(3);
        });
    }

    @Test
    void shouldFindTheLongestWindowHoweverDeep() throws InvalidDefinitions {
        SegmentSet set = compile(
                "segments:\n"
                        + segment("a", "events(\"a\").within(days(3)).count() > 1")
                        + segment(
                                "b",
                                "events(\"a\").followedBy(events(\"b\").within(days(77)), days(5)).within(days(9)).count() > 1"));

        assertThat(set.longestWindowMillis()).isEqualTo(77 * 86_400_000L);
        assertThat(SegmentSet.EMPTY.longestWindowMillis()).isZero();
    }

    @Test
    void shouldComputeConstantDurations() throws InvalidDefinitions {
        Expression rule = compile(
                        "segments:\n" + segment("a", "events(\"a\").within(days(2 * 7) + hours(-12)).count() > 1"))
                .segments()
                .get(0)
                .enter();

        assertThat(RuleText.of(rule)).isEqualTo("events(\"a\").within(hours(324)).count() > 1");
    }

    @Test
    void shouldLeaveADivisionByZeroToBeAbsent() throws InvalidDefinitions {
        Expression rule =
                Definitions.compile("""
                segments:
                  - id: a
                    name: A
                    enter: events("purchase").count() / 0 > 1
                """, Limits.DEFAULT).segments().get(0).enter();

        assertThat(RuleText.of(rule)).isEqualTo("events(\"purchase\").count() / 0 > 1");
    }

    @Test
    void shouldReadBackWhatItWrites() throws InvalidDefinitions {
        List<SegmentDefinition> definitions = List.of(
                new SegmentDefinition(
                        "a",
                        "2024",
                        "two\nlines: # and \"more\" \u0007 😀",
                        "- x",
                        "tactical",
                        null,
                        "profile.a == 'it''s' &&\n  !profile.b // why\n",
                        "!profile.a",
                        "7d",
                        "0s",
                        0.25,
                        1),
                new SegmentDefinition("no", "null", "", " ", null, null, "true", null, null, null, null, 1),
                new SegmentDefinition(
                        "long", "L", "word ".repeat(100) + "x", null, null, null, "true", null, null, null, 0.0, 1));

        List<SegmentDefinition> read = Definitions.read(Definitions.write(definitions));

        assertThat(read).isEqualTo(definitions);
    }

    @Test
    void shouldReadWithoutCheckingRules() throws InvalidDefinitions {
        assertThat(Definitions.read("segments:\n" + segment("a", "inSegment(\"elsewhere\")")))
                .hasSize(1);
    }

    @Test
    void shouldRefuseBadFormWhenReading() {
        InvalidDefinitions refused =
                catchThrowableOfType(InvalidDefinitions.class, () -> Definitions.read("segments:\n  - id: A B\n"));

        assertThat(refused.problems()).extracting(Problem::column).containsExactly(5, 9);
    }

    @Test
    void shouldTakeAnEmptyListAsTheEmptySet() throws InvalidDefinitions {
        assertThat(compile("segments: []")).isEqualTo(SegmentSet.EMPTY);
    }

    @Test
    void shouldCompileTheAcceptanceSegments() throws Exception {
        Path file = Path.of("../shared/acceptance/segments.yaml");
        Assumptions.assumeTrue(Files.exists(file), "the acceptance rules are not beside the project");

        SegmentSet set = compile(Files.readString(file));

        assertThat(set.segments()).hasSize(15);
        assertThat(set.longestWindowMillis()).isEqualTo(90 * 86_400_000L);
    }

    @Test
    void shouldHoldTenThousandSimpleSegmentsWithinTheLimit() throws InvalidDefinitions {
        Segment simple = compile("segments:\n"
                        + segment("a", "events(\"a\").within(days(30)).distinct(\"x\") > 3 && profile.x == 1"))
                .segments()
                .get(0);

        assertThat(Cost.of(simple) * 10_000).isLessThan(Limits.DEFAULT.maxSetCost());
    }

    @Test
    void shouldCountWhatStandsTwiceOnce() throws InvalidDefinitions {
        SegmentSet set = compile("segments:\n"
                + segment("once", "events(\"a\").within(days(1)).count() > 3")
                + segment(
                        "twice",
                        "events(\"a\").within(days(1)).count() > 3 && events(\"a\").within(days(1)).count() < 9"));

        long once = Cost.of(set.segments().get(0).enter());
        long twice = Cost.of(set.segments().get(1).enter());

        assertThat(once).isEqualTo(12);
        assertThat(twice).isEqualTo(15);
    }

    @Test
    void shouldCompileAThousandSegments() throws InvalidDefinitions {
        StringBuilder text = new StringBuilder("segments:\n");
        IntStream.range(0, 1000)
                .forEach(i -> text.append(segment(
                        "s" + i,
                        "events(\"t" + i + "\").within(days(30)).count() >= 3"
                                + (i == 0 ? "" : " && !inSegment(\"s" + (i - 1) + "\")"))));

        SegmentSet set = compile(text.toString());

        assertThat(set.segments()).hasSize(1000);
        assertThat(set.segments().get(999).id()).isEqualTo("s999");
    }

    private static SegmentSet compile(String text) throws InvalidDefinitions {
        return Definitions.compile(text, Limits.DEFAULT);
    }

    private static String segment(String id, String rule) {
        return "  - id: " + id + "\n    name: N\n    enter: " + rule + "\n";
    }

    private static String child(String id, String parent, String rule) {
        return segment(id, rule) + "    rollsUpTo: " + parent + "\n";
    }
}
