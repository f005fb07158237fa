package dev.segue.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.operation.Dashboard.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus reads the demo, and answers what the dashboards ask. */
class PrometheusTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The numbers of one process, four tasks and ten segments; what grows with the cluster would show here. */
    private static final double MOST_SERIES = 600;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveDataForEveryPanelAndUnderstandEveryRule() throws Exception {
        Prometheus.tool("prometheus");
        List<Query> asked = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            asked.addAll(dashboard.queries());
        }

        try (DemoProcess demo = DemoProcess.start(folder);
                Prometheus prometheus = Prometheus.start(folder, demo.address())) {

            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(withoutData(asked, prometheus)).isEmpty();
                assertThat(prometheus.failedRules()).isEmpty();
            });

            assertThat(asked).hasSizeGreaterThan(60);
            assertThat(prometheus.query("scrape_samples_scraped"))
                    .singleElement()
                    .satisfies(series -> assertThat(series).isLessThan(MOST_SERIES));
            Checker.awaitSoundDemo(demo.broker(), demo.registry());
        }
    }

    private static List<Query> withoutData(List<Query> asked, Prometheus prometheus)
            throws IOException, InterruptedException {
        List<Query> without = new ArrayList<>();
        for (Query query : asked) {
            if (prometheus.query(query.filled()).isEmpty()) {
                without.add(query);
            }
        }
        return without;
    }
}
