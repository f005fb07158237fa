package dev.segue.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

    @TempDir
    private Path folder;

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all();
    }

    @Test
    void shouldBeThree() {
        assertThat(Path.of("helm/segue/dashboards").toFile().list())
                .containsExactlyInAnyOrder("segments.json", "service.json", "kafka-streams.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldNumberItsPanelsByTheQuestionTheyAnswer(Dashboard dashboard) {
        List<String> expected = new ArrayList<>();
        int question = 0;
        int answer = 0;
        for (JsonNode panel : dashboard.panelsAndRows()) {
            question += Dashboard.isRow(panel) ? 1 : 0;
            answer = Dashboard.isRow(panel) ? 0 : answer + 1;
            expected.add(Dashboard.isRow(panel) ? question + " " : question + "." + answer + " ");
        }

        List<String> titles = dashboard.panelsAndRows().stream()
                .map(panel -> panel.get("title").asText())
                .toList();

        assertThat(titles)
                .hasSameSizeAs(expected)
                .zipSatisfy(expected, (title, number) -> assertThat(title).startsWith(number));
        assertThat(dashboard.panelsAndRows().stream().filter(Dashboard::isRow))
                .allMatch(row -> row.get("title").asText().endsWith("?"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldDescribeEachPanelAndGiveItAUnit(Dashboard dashboard) {
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("description").asText())
                    .as(panel.get("title").asText())
                    .isNotBlank()
                    .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps").size())
                    .isPositive();
            assertThat(dashboard.queries(panel)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldLeaveTheDataSourceAndTheInstanceToTheReader(Dashboard dashboard) {
        Map<String, String> variables = Dashboard.list(dashboard.json().at("/templating/list")).stream()
                .collect(Collectors.toMap(
                        variable -> variable.get("name").asText(),
                        variable -> variable.get("type").asText()));

        assertThat(variables).containsEntry("datasource", "datasource").containsEntry("instance", "query");
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(Dashboard.list(panel.get("targets")))
                    .allMatch(target -> target.at("/datasource/uid").asText().equals("${datasource}"));
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldPlaceEachPanelOnceAndWhereNoOtherIs(Dashboard dashboard) {
        List<JsonNode> panels = dashboard.panelsAndRows();

        assertThat(panels.stream().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        List<String> cells = new ArrayList<>();
        for (JsonNode panel : panels) {
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    cells.add((at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y));
                }
            }
        }
        assertThat(cells).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveThePanelsThatTheRunbookPointsAt() throws IOException {
        Set<String> panels = new TreeSet<>();
        for (Dashboard dashboard : Dashboard.all()) {
            String name = dashboard.title().replace("Segue: ", "");
            dashboard
                    .panels()
                    .forEach(panel ->
                            panels.add(name + " " + panel.get("title").asText().split(" ")[0]));
        }

        Set<String> named = Pattern.compile("\\*((Segments|Service|Kafka\\s+Streams)\\s+[\\d.]+)\\*")
                .matcher(Files.readString(Path.of("docs/runbook.md")))
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(panels).containsAll(named);
    }

    @Test
    void shouldAskOnlyForWhatIsPublished() throws IOException {
        PublishedNames names = new PublishedNames(folder);

        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.queries())
                    .allSatisfy(query -> assertThat(names.unknownIn(query.filled()))
                            .as(query.toString())
                            .isEmpty());
        }
        assertThat(Rules.all())
                .allSatisfy(rule -> assertThat(names.unknownIn(Rules.text(rule, "expr")))
                        .as(Rules.text(rule, "expr"))
                        .isEmpty());
        assertThat(names.unknownIn("sum by (x) (rate(segue_nonsense_total{a=\"b\"}[5m])) / up"))
                .containsExactly("segue_nonsense_total");
    }
}
