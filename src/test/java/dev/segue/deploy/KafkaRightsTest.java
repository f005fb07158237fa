package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KafkaRightsTest {

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (topic|group|transactionalId) \\| `([^`]+)`( and what begins so)? \\| ([^|]+) \\|");

    /** {@link DeployedTest} shows that these are enough. */
    @Test
    void shouldBeListedAsTheChartGrantsThem() throws Exception {
        Chart chart = Chart.withValues("strimzi: {cluster: events, user: {enabled: true}}");
        List<Map<String, Object>> granted = chart.the("KafkaUser").at("spec", "authorization", "acls");

        List<String> listed = ROW.matcher(Files.readString(Path.of("SECURITY.md")))
                .results()
                .map(row -> right(row.group(1), row.group(2), row.group(3) != null, row.group(4)))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        granted.stream().map(KafkaRightsTest::right).toList());
    }

    private static String right(Map<String, Object> acl) {
        Manifest right = new Manifest(acl);
        return right(
                right.at("resource", "type"),
                right.at("resource", "name"),
                right.at("resource", "patternType").equals("prefix"),
                String.join(", ", right.<List<String>>at("operations")));
    }

    private static String right(String type, String name, boolean prefix, String operations) {
        return type + " " + name + (prefix ? "*" : "") + ": " + operations;
    }
}
