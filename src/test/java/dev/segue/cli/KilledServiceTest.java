package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.Crossing;
import dev.segue.cluster.History;
import dev.segue.cluster.ServiceProcess;
import dev.segue.cluster.TestCluster;
import dev.segue.privacy.Canary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process that ends in the middle of its work, by force or because it is asked to. */
@Tag("faults")
class KilledServiceTest {

    private static final int CUSTOMERS = 3_000;
    private static final String KEEN = """
            segments:
              - {id: keen, name: Keen, enter: 'events("page_view").count() > 0'}
            """;

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ServiceProcess service;

    @BeforeEach
    void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.close();
        }
        cluster.close();
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItIsKilledAtAnyMoment() throws Exception {
        History history = History.of("uci");
        int expected = history.expected().size();
        cluster.load(history);
        Random random = new Random(11);

        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            for (int kill = 0; kill < 3; kill++) {
                start("event", Map.of());
                int before = found.atLeast(expected * kill / 4 + random.nextInt(expected / 4))
                        .size();
                service.kill();
                assertThat(before).as("changes before kill %d", kill).isLessThan(expected);
            }
            start("event", Map.of());
            changes = found.all(expected);
        }

        assertThat(Crossing.of(changes)).containsExactlyInAnyOrderElementsOf(history.expected());
        Checker.awaitSound(cluster, history);
    }

    @Test
    void shouldBringEveryCustomerUpToNewRulesOnceThoughItIsKilledMeanwhile() throws Exception {
        sendOneEventEach("page_view");
        cluster.publish("""
                segments:
                  - {id: known, name: Known, enter: 'events("page_view").count() > 0'}
                """);
        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            startInSmallSteps();
            found.atLeast(CUSTOMERS);

            cluster.publish(KEEN);
            killWithin(found, CUSTOMERS);
            startInSmallSteps();
            found.atLeast(2 * CUSTOMERS);

            cluster.retire("keen");
            killWithin(found, 2 * CUSTOMERS);
            startInSmallSteps();
            changes = found.all(3 * CUSTOMERS);
        }

        assertThat(changes).hasSize(3 * CUSTOMERS);
        assertThat(changes.stream().filter(change -> change.getSegmentId().equals("keen")))
                .allMatch(change -> change.getReason() == ChangeReason.DEFINITION)
                .hasSize(2 * CUSTOMERS);
        Checker.awaitSound(cluster);
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItIsAskedToStop() throws Exception {
        sendOneEventEach("page_view");
        cluster.publish(KEEN);
        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            start("live", Map.of("main.consumer.max.poll.records", "10"));
            int before = found.atLeast(CUSTOMERS / 10).size();
            service.stop();
            int status = service.awaitExit(30);

            assertThat(before).as("changes when it was asked to").isLessThan(CUSTOMERS);
            assertThat(status).as("SIGTERM's own exit code").isEqualTo(128 + 15);
            assertThat(service.printed()).doesNotContain("did not stop within", "segue: ");
            start("live", Map.of());
            changes = found.all(CUSTOMERS);
        }

        assertThat(changes).hasSize(CUSTOMERS);
        Checker.awaitSound(cluster);
    }

    private void sendOneEventEach(String type) {
        long now = System.currentTimeMillis();
        for (int i = 0; i < CUSTOMERS; i++) {
            cluster.send(TestCluster.click(Canary.customer(i), type, now - CUSTOMERS + i));
        }
        cluster.flush();
    }

    /** Kills it once it has made some changes more and before it has made one of every customer. */
    private void killWithin(Changes found, int before) throws Exception {
        int made = found.atLeast(before + CUSTOMERS / 5).size();
        service.kill();
        assertThat(made).as("changes when it was killed").isLessThan(before + CUSTOMERS);
    }

    private void startInSmallSteps() throws Exception {
        start("live", Map.of("segue.backfill.slice", "1ms"));
    }

    private void start(String clock, Map<String, String> more) throws Exception {
        Map<String, String> settings = cluster.settings(folder.resolve("state"), clock);
        settings.putAll(more);
        service = ServiceProcess.start(Files.createDirectories(folder.resolve("process")), settings);
    }
}
