package dev.segue.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.explain.words.Figures;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** What is said of rules of every kind, word for word: the table is {@code explanations.yaml}. */
class ExplanationTableTest {

    private static final Retention RETENTION = new Retention(90L * 24 * 3600 * 1000, 100);
    private static final String CUSTOMER = "c1";

    @TestFactory
    Stream<DynamicTest> shouldSay() throws IOException {
        try (InputStream table = getClass().getResourceAsStream("explanations.yaml")) {
            List<Map<String, Object>> rows = new Yaml().load(new String(table.readAllBytes(), StandardCharsets.UTF_8));
            return rows.stream().map(row -> DynamicTest.dynamicTest((String) row.get("case"), () -> check(row)));
        }
    }

    private static void check(Map<String, Object> row) throws Exception {
        Explanation explanation = explain(row);

        assertThat(explanation.words() + "\n" + told(explanation)).isEqualTo(expected(row));
    }

    private static String expected(Map<String, Object> row) {
        return row.get("words") + "\n" + String.join("\n", strings(row.get("tests")));
    }

    private static Explanation explain(Map<String, Object> row) throws Exception {
        SegmentSet segments = Definitions.compile("segments:\n" + row.get("segments"), Limits.DEFAULT);
        Assigner assigner = new Assigner(segments, 1, 0, RETENTION, "seed");
        Customer customer = Customer.unknown(CUSTOMER);
        for (ToldHistory.Dated dated : new ToldHistory().read(CUSTOMER, strings(row.get("history")))) {
            assigner.apply(customer, dated.event(), null, dated.at(), change -> {});
        }
        String asked = segments.segments().get(segments.segments().size() - 1).id();
        return new Explainer(new Outlook(segments, 1, 0, "seed"), 2)
                .explain(customer, (String) row.getOrDefault("ask", asked), ToldHistory.NOW);
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object list) {
        return list == null ? List.of() : (List<String>) list;
    }

    /** Each single test: whether it holds, decides, what it measured against what, what is missing, when it turns. */
    private static String told(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        Stream<Clause> tests = explanation.exit() == null
                ? explanation.enter().tests()
                : Stream.concat(explanation.enter().tests(), explanation.exit().tests());
        tests.forEach(test -> lines.add(told(test)));
        return String.join("\n", lines);
    }

    private static String told(Clause test) {
        StringBuilder line = new StringBuilder(test.holds() ? "true" : "false");
        line.append(test.decides() ? " decides" : "");
        for (Reading reading : test.readings()) {
            line.append(" [").append(reading.value());
            line.append(
                    reading.count() == null
                            ? ""
                            : " of " + reading.count() + " entries, "
                                    + reading.newest().size() + " shown");
            line.append(']');
        }
        if (test.comparator() != null) {
            line.append(' ')
                    .append(test.comparator())
                    .append(' ')
                    .append(test.threshold().value());
        }
        if (test.missing() != null) {
            line.append(" missing <").append(test.missing().words()).append('>');
            line.append(
                    test.missing().more() == null
                            ? ""
                            : " " + test.missing().more().toPlainString());
        }
        line.append(test.turnsAt() == null ? "" : " turns " + Figures.instant(test.turnsAt()));
        return line.append(test.exact() ? "" : " inexact").toString();
    }
}
