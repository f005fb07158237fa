package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.Crossing;
import dev.segue.cluster.History;
import dev.segue.cluster.TestCluster;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.metric.PrometheusMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service on a real broker. Real histories come from beside the project. */
class AssignmentServiceTest {

    @TempDir
    private Path states;

    private TestCluster cluster;

    @BeforeEach
    void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"uci, classic", "rees46, classic", "rees46, streams"})
    void shouldMakeEveryExpectedChangeAndNoOther(String name, String protocol) throws Exception {
        History history = History.of(name);
        cluster.load(history);

        List<SegmentChange> changes;
        try (AssignmentService service = service("state", "event", protocol);
                Changes found = cluster.changes()) {
            service.start();
            changes = found.all(history.expected().size());
        }

        assertThat(Crossing.of(changes)).containsExactlyInAnyOrderElementsOf(history.expected());
        Checker.awaitSound(cluster, history);
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItIsStoppedAtAnyMoment() throws Exception {
        History history = History.of("uci");
        int expected = history.expected().size();
        cluster.load(history);
        Random random = new Random(7);

        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            for (int stop = 1; stop <= 3; stop++) {
                // with the state of the one before, and with none
                AssignmentService service = service(stop < 3 ? "first" : "fresh", "event", "classic");
                service.start();
                found.atLeast(expected * stop / 5 + random.nextInt(1_000));
                service.close(Duration.ZERO);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> service.streams().state().hasCompletedShutdown());
            }
            try (AssignmentService last = service("fresh", "event", "classic")) {
                last.start();
                changes = found.all(expected);
            }
        }

        assertThat(Crossing.of(changes)).containsExactlyInAnyOrderElementsOf(history.expected());
        Checker.awaitSound(cluster, history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldLetOutByTheWallClockOnceNothingIsUnread(String protocol) throws Exception {
        String yaml = """
                segments:
                  - {id: active, name: Active, enter: 'events("page_view").within(seconds(2)).count() > 0'}
                """;
        PrometheusMetrics metrics = new PrometheusMetrics(states, List.of());
        try (AssignmentService service = service("state", "live", protocol, metrics)) {
            service.start();
            cluster.publish(yaml);
            await().atMost(Duration.ofSeconds(60)).until(service::isReady);
            assertThat(metrics.scrape()).contains("\nkafka_stream_client_state{");
            long now = System.currentTimeMillis();
            cluster.send(TestCluster.click("c1", "page_view", now));

            List<SegmentChange> changes;
            try (Changes found = cluster.changes()) {
                changes = found.all(2);
            }

            // a live clock may be past the click when that is read: then it is late, and decides at the clock
            long entered = changes.get(0).getOccurredAt().toEpochMilli();
            assertThat(entered).isBetween(now, now + 1_999);
            assertThat(Crossing.of(changes))
                    .containsExactly(
                            new Crossing(entered, "c1", "active", "ENTERED"),
                            new Crossing(now + 2_000, "c1", "active", "EXITED"));
            assertThat(changes.get(1).getDetectedAt().toEpochMilli()).isGreaterThan(now + 2_000);
            Checker.awaitSound(cluster);
        }
        assertThat(metrics.scrape()).doesNotContain("kafka_stream");
    }

    private AssignmentService service(String state, String clock, String protocol) throws InvalidSettings {
        return service(state, clock, protocol, Metrics.disabled());
    }

    private AssignmentService service(String state, String clock, String protocol, Metrics metrics)
            throws InvalidSettings {
        Map<String, String> given = cluster.settings(states.resolve(state), clock);
        given.put("group.protocol", protocol);
        if (protocol.equals("streams")) {
            // the brokers decide on these
            given.keySet().removeIf(key -> key.startsWith("main.consumer."));
        }
        return new AssignmentService(Settings.of(given, Settings.CLUSTER), metrics);
    }
}
