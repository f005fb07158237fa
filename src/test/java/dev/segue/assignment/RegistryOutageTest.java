package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.RegistryOutage;
import dev.segue.cluster.TestCluster;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.event.Purchase;
import dev.segue.metric.Metrics;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running service while the schema registry is away. */
@Tag("faults")
class RegistryOutageTest {

    private static final String SEGMENTS = """
            segments:
              - {id: looker, name: Looker, enter: 'events("page_view").count() > 0'}
              - {id: buyer, name: Buyer, enter: 'events("purchase").count() > 0'}
            """;

    @TempDir
    private Path states;

    private TestCluster cluster;

    @BeforeEach
    void startCluster() throws Exception {
        cluster = TestCluster.start();
        cluster.publish(SEGMENTS);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldWaitForTheRegistryAtTheStart() throws Exception {
        sendClicks();
        RegistryOutage outage = cluster.beginRegistryOutage();
        try (AssignmentService service = service();
                Changes found = cluster.changes()) {
            CompletableFuture<Void> starting = CompletableFuture.runAsync(service::start);
            outage.awaitQuestion();
            assertThat(service.isLive()).isTrue();
            assertThat(service.isReady()).isFalse();

            cluster.end(outage);

            List<SegmentChange> changes = found.all(TestCluster.PARTITIONS);
            starting.get(60, TimeUnit.SECONDS);
            shouldBeInOneSegmentEach(changes);
        }
    }

    @Test
    void shouldWaitForTheRegistryAtASchemaThatItDoesNotKnowYet() throws Exception {
        try (AssignmentService service = service();
                Changes found = cluster.changes()) {
            service.start();
            sendClicks();
            found.atLeast(TestCluster.PARTITIONS);
            RegistryOutage outage = cluster.beginRegistryOutage();
            sendPurchases();
            outage.awaitQuestion();
            assertThat(service.isLive()).isTrue();

            cluster.end(outage);

            List<SegmentChange> changes = found.all(2 * TestCluster.PARTITIONS);
            assertThat(changes).hasSize(2 * TestCluster.PARTITIONS);
            assertThat(cluster.deadLetters()).isZero();
            Checker.awaitSound(cluster);
        }
    }

    @Test
    void shouldStopWhileItWaitsAtTheStart() throws Exception {
        RegistryOutage outage = cluster.beginRegistryOutage();
        AssignmentService service = service();
        CompletableFuture<Void> starting = CompletableFuture.runAsync(service::start);
        outage.awaitQuestion();

        service.close();

        starting.get(60, TimeUnit.SECONDS);
        service.ended().get(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldStopWhileAStreamThreadWaitsAndGoOnAfterwards() throws Exception {
        AssignmentService service = service();
        service.start();
        await().atMost(Duration.ofSeconds(60)).until(service::isReady);
        RegistryOutage outage = cluster.beginRegistryOutage();
        sendClicks();
        outage.awaitQuestion();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);

        closing.get(60, TimeUnit.SECONDS);
        service.ended().get(60, TimeUnit.SECONDS);
        cluster.end(outage);
        try (AssignmentService next = service();
                Changes found = cluster.changes()) {
            next.start();
            shouldBeInOneSegmentEach(found.all(TestCluster.PARTITIONS));
        }
    }

    private void shouldBeInOneSegmentEach(List<SegmentChange> changes) {
        assertThat(changes).hasSize(TestCluster.PARTITIONS).allMatch(change -> change.getSequence() == 1);
        assertThat(cluster.deadLetters()).isZero();
        Checker.awaitSound(cluster);
    }

    private void sendClicks() {
        long now = System.currentTimeMillis();
        TestCluster.oneCustomerAPartition()
                .forEach(customer -> cluster.send(TestCluster.click(customer, "page_view", now)));
        cluster.flush();
    }

    private void sendPurchases() {
        long now = System.currentTimeMillis();
        TestCluster.oneCustomerAPartition()
                .forEach(customer -> cluster.send(new Purchase(
                        customer + " bought", "order", customer, now, BigDecimal.TEN, "EUR", null, List.of())));
        cluster.flush();
    }

    /** One that may take ten minutes to stop, more than any test waits. */
    private AssignmentService service() throws InvalidSettings {
        Map<String, String> given = cluster.settings(states.resolve("state"), "live");
        given.put("segue.shutdown.timeout", "10m");
        return new AssignmentService(Settings.of(given, Settings.CLUSTER), Metrics.disabled());
    }
}
