package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tables hold what people get wrong and, below each, exactly what they are told. */
class BadDefinitionsTest {

    private static final Pattern INNER_NAMES =
            Pattern.compile("_[^ a-z]+_|google|protobuf|overload|\\bdyn\\b|@|NUM_|IDENT|<EOF>|accu");

    private record Case(String input, String expected) {}

    @TestFactory
    Stream<DynamicTest> shouldSayWhatIsWrongWithAFile() throws IOException {
        return cases("bad-definitions.txt")
                .map(c -> DynamicTest.dynamicTest(
                        c.input(), () -> assertThat(told(c.input())).isEqualTo(c.expected())));
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhatIsWrongWithARule() throws IOException {
        return cases("bad-rules.txt")
                .map(c -> DynamicTest.dynamicTest(
                        c.input(),
                        () -> assertThat(toldOfRule(c.input().stripTrailing())).isEqualTo(c.expected())));
    }

    @Test
    void shouldNeverSpeakOfTheParsersInnerNames() throws IOException {
        List<String> messages = Stream.concat(cases("bad-definitions.txt"), cases("bad-rules.txt"))
                .flatMap(c -> c.expected().lines())
                .filter(line -> line.matches("(f\\.yaml|rule):.*"))
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern(INNER_NAMES));
    }

    @Test
    void shouldSayThatAnEmptyFileHasNoDefinitions() {
        assertThat(told("")).startsWith("f.yaml:1:1: the file has no definitions; it starts with `segments:`");
    }

    @Test
    void shouldRefuseARuleThatIsTooLong() {
        String told = toldOfRule("profile.a == \"" + "x".repeat(20_000) + "\"");

        assertThat(told).startsWith("rule:1:1: the rule is longer than 20000 characters");
    }

    @Test
    void shouldRefuseARuleThatIsNestedTooDeeply() {
        String told = toldOfRule("(!".repeat(500) + "profile.a" + ")".repeat(500));

        assertThat(told).contains("the rule is nested too deeply").doesNotContainPattern(INNER_NAMES);
    }

    @Test
    void shouldRefuseASetThatCostsTooMuch() {
        String text = """
                segments:
                  - id: cheap
                    name: Cheap
                    enter: profile.a
                  - id: dear
                    name: Dear
                    enter: events("a").within(days(1)).count() > 3
                """;

        InvalidDefinitions refused = catchThrowableOfType(
                InvalidDefinitions.class, () -> Definitions.compile(text, new Limits(86_400_000, 12, 12)));

        assertThat(refused.problems())
                .containsExactly(new Problem(
                        "dear",
                        5,
                        5,
                        "the set costs about 13, over the limit of 12; this segment costs most, about 12",
                        "  - id: dear"));
    }

    @Test
    void shouldGiveProblemsBySegmentWhereThereIsNoFile() {
        List<SegmentDefinition> definitions = List.of(rule("b", "nwo"), rule("a", "profil.x && nwo"));

        InvalidDefinitions refused =
                catchThrowableOfType(InvalidDefinitions.class, () -> Definitions.compile(definitions, Limits.DEFAULT));

        assertThat(refused.problems().stream().map(p -> p.segmentId() + p.column()))
                .containsExactly("b1", "a1", "a13");
    }

    private static String told(String text) {
        return told(
                "f.yaml",
                catchThrowableOfType(InvalidDefinitions.class, () -> Definitions.compile(text, Limits.DEFAULT)));
    }

    private static String toldOfRule(String rule) {
        return told(
                "rule",
                catchThrowableOfType(
                        InvalidDefinitions.class,
                        () -> Definitions.compile(List.of(rule("it", rule), rule("lapsed", "true")), Limits.DEFAULT)));
    }

    private static String told(String file, InvalidDefinitions refused) {
        return refused == null
                ? "nothing"
                : refused.problems().stream()
                        .map(problem -> problem.render(file) + "\n")
                        .collect(Collectors.joining());
    }

    private static SegmentDefinition rule(String id, String rule) {
        return new SegmentDefinition(id, "It", null, null, null, null, rule, null, null, null, null, 1);
    }

    private static Stream<Case> cases(String table) throws IOException {
        try (InputStream in = BadDefinitionsTest.class.getResourceAsStream(table)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^=====\n"))
                    .filter(part -> !part.isEmpty())
                    .map(part -> part.split("(?m)^-----\n", 2))
                    .map(halves -> new Case(halves[0], halves[1]));
        }
    }
}
