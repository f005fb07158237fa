package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.TestCluster;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state on disk is only a copy of what the cluster holds. */
class DamagedStateDirectoryTest {

    @TempDir
    private Path state;

    private TestCluster cluster;

    @BeforeEach
    void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldStartAnewFromTheClusterWhereTheStateCannotBeOpened() throws Exception {
        cluster.publish("""
                segments:
                  - {id: one, name: One, enter: 'events("page_view").count() >= 1'}
                  - {id: two, name: Two, enter: 'events("page_view").count() >= 2'}
                """);
        List<String> customers = TestCluster.oneCustomerAPartition();
        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            try (AssignmentService service = service()) {
                service.start();
                customers.forEach(customer -> cluster.send(TestCluster.click(customer, "page_view", 1_000)));
                found.atLeast(customers.size());
            }
            truncateAll();
            try (AssignmentService service = service()) {
                service.start();
                customers.forEach(customer -> cluster.send(TestCluster.click(customer, "page_view", 2_000)));
                changes = found.all(2 * customers.size());
            }
        }

        assertThat(changes).hasSize(2 * customers.size());
        Checker.awaitSound(cluster);
    }

    private AssignmentService service() throws Exception {
        return new AssignmentService(
                Settings.of(cluster.settings(state, "event"), Settings.CLUSTER), Metrics.disabled());
    }

    private void truncateAll() throws Exception {
        try (Stream<Path> paths = Files.walk(state)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(file.length() / 2);
                }
            }
        }
    }
}
