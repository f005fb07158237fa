package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.RuleText;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events(\"purchase\").within(days(30)).sum(\"amount\") >= 500",
                "events(\"a\").between(days(60), hours(12)).where(e, e[\"x y\"] == -1.5 || !(e.in2 in [1, -2.5, \"a\", true])).count() > 0",
                "events(\"a\").notFollowedBy(events(\"b\").where(e, double(e.price) > 500), minutes(90), \"itemId\").within(days(1)).count() > 0",
                "profile.a - (profile.b - profile.c) - 1 == 2 * (3 + profile.d) % 4",
                "!(!profile.a) && !(profile.b || profile.c) || profile.d",
                "-(-profile.a) < -(-9223372036854775808)",
                "(profile.a ? profile.b : profile.c) ? profile.d : profile.e ? profile.f : profile.g",
                "profile.a == \"\\\"quoted\\\" \\\\ and\\nbroken\\tup\\r\"",
                "profile.a.matches(\"^\\\\d+(a|b)$\")",
                "(profile.a + \"b\").startsWith(profile.c) && size(profile.a) > int(profile.d)",
                "profile[\"in\"] == 1 && profile[\"9lives\"] == 2 && profile.first_name.contains(\"a\")",
                "now - events(\"a\").last() > now - events(\"b\").last() + hours(25)",
                "events(\"a\").last() + days(30) < now && now != events(\"b\").first()",
                "1.0E10 < profile.a && 0.1 + 1 > profile.b && profile.c == 1.0",
                "now - events(\"a\").last() >= seconds(0)",
                "profile.a in [] || (profile.b in [\"x\"]) == true",
                "(profile.a < 1) == (profile.b < 2)"
            })
    void shouldComeBackAsItWasWritten(String rule) throws InvalidDefinitions {
        Expression expression = compile(rule);

        String text = RuleText.of(expression);

        assertThat(compile(text)).isEqualTo(expression);
    }

    @Test
    void shouldWriteAsAuthorsDo() throws InvalidDefinitions {
        String rule =
                "inSegment(\"it2\") && (profile.a == \"x\" || events(\"a\").where(e, e.b > 1 + 2 * 3).within(days(30)).avg(\"c\") / 2 > 1.5)";

        assertThat(RuleText.of(compile(rule))).isEqualTo(rule);
    }

    @Test
    void shouldUseTheLargestExactUnit() throws InvalidDefinitions {
        Expression rule = compile(
                "now - events(\"a\").last() in [] || now - events(\"a\").last() > hours(48) && now - events(\"a\").last() > minutes(90) && now - events(\"a\").last() > days(1) + seconds(1)"
                        .replace("now - events(\"a\").last() in [] || ", ""));

        assertThat(RuleText.of(rule)).contains("days(2)", "minutes(90)", "seconds(86401)");
    }

    @Test
    void shouldTakePatternsAsEqualByTheirText() {
        assertThat(new Expression.Matches(new Expression.Profile("a"), Pattern.compile("a+")))
                .isEqualTo(new Expression.Matches(new Expression.Profile("a"), Pattern.compile("a+")))
                .isNotEqualTo(new Expression.Matches(new Expression.Profile("a"), Pattern.compile("a*")));
    }

    @Test
    void shouldComeBackForEveryAcceptanceRule() throws Exception {
        Path file = Path.of("../shared/acceptance/segments.yaml");
        Assumptions.assumeTrue(Files.exists(file), "the acceptance rules are not beside the project");
        SegmentSet set = Definitions.compile(Files.readString(file), Limits.DEFAULT);

        List<Expression> rules = set.segments().stream()
                .flatMap(segment -> segment.rules().stream())
                .toList();

        assertThat(rules)
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(compile(RuleText.of(rule))).isEqualTo(rule));
    }

    @Property(tries = 500)
    void shouldComeBackWhateverItIs(@ForAll long seed) throws InvalidDefinitions {
        Expression expression = new RandomRules(new Random(seed)).condition(4);

        assertThat(compile(RuleText.of(expression))).isEqualTo(expression);
    }

    private static Expression compile(String rule) throws InvalidDefinitions {
        Limits limits = new Limits(Limits.DEFAULT.maxWindowMillis(), Long.MAX_VALUE, Long.MAX_VALUE);
        SegmentSet set = Definitions.compile(
                List.of(
                        definition("it", rule),
                        definition("it2", "true"),
                        definition("valuable", "true"),
                        definition("lapsed", "true")),
                limits);
        return set.segments().stream()
                .filter(segment -> segment.id().equals("it"))
                .findFirst()
                .orElseThrow()
                .enter();
    }

    private static SegmentDefinition definition(String id, String rule) {
        return new SegmentDefinition(id, id, null, null, null, null, rule, null, null, null, null, 1);
    }
}
