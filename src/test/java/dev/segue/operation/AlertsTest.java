package dev.segue.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Path UNIT_TESTS = Path.of("src/test/resources/dev/segue/operation/alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs/runbook.md");

    @Test
    void shouldBeUnderstoodByPrometheus() throws Exception {
        assertThat(promtool("check", "rules", Rules.FILE.toString())).contains("SUCCESS");
    }

    @Test
    void shouldFireWhenTheyMustAndNotElse() throws Exception {
        assertThat(promtool("test", "rules", UNIT_TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void shouldEachBeTestedFiringAndNot() throws IOException {
        List<Map<String, Object>> cases = Rules.maps(Rules.yaml(UNIT_TESTS).get("tests")).stream()
                .flatMap(test -> Rules.maps(test.get("alert_rule_test")).stream())
                .toList();

        Set<String> firing = names(cases, true);
        Set<String> silent = names(cases, false);

        Set<String> alerts =
                Rules.alerts().stream().map(alert -> Rules.text(alert, "alert")).collect(Collectors.toSet());
        assertThat(firing).isEqualTo(alerts);
        assertThat(silent).isEqualTo(alerts);
    }

    @Test
    void shouldSayWhatIsWrongAndPointAtTheRunbook() throws IOException {
        Set<String> anchors = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(Rules.alerts()).allSatisfy(alert -> {
            Map<String, Object> annotations = Rules.map(alert.get("annotations"));
            String name = Rules.text(alert, "alert").toLowerCase(Locale.ROOT);
            assertThat(annotations).containsKeys("summary", "description");
            assertThat(annotations).containsEntry("runbook_url", RUNBOOK + "#" + name);
            assertThat(anchors).contains(name);
            assertThat(Rules.map(alert.get("labels"))).containsKey("severity");
        });
        assertThat(anchors).hasSameSizeAs(Rules.alerts());
    }

    private static Set<String> names(List<Map<String, Object>> cases, boolean firing) {
        return cases.stream()
                .filter(one -> Rules.maps(one.get("exp_alerts")).isEmpty() != firing)
                .map(one -> Rules.text(one, "alertname"))
                .collect(Collectors.toSet());
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Prometheus.tool("promtool")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
