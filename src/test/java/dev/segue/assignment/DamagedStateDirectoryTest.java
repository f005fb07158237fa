package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.TestCluster;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.wire.Stores;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state on disk is only a copy of what the cluster holds. */
class DamagedStateDirectoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CUSTOMERS = 200;
    private static final int IN_THE_FIRST_BLOCK = 100;

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

    @Test
    void shouldMissNobodyWhoIsDueWhereWhatIsWalkedIsDamaged() throws Exception {
        cluster.publish("""
                segments:
                  - {id: here, name: Here, enter: 'events("page_view").within(minutes(5)).count() >= 1'}
                """);
        List<SegmentChange> changes;
        try (Changes found = cluster.changes()) {
            try (AssignmentService service = service()) {
                service.start();
                for (int i = 0; i < CUSTOMERS; i++) {
                    cluster.send(TestCluster.click("customer-" + i, "page_view", 1_000));
                }
                found.atLeast(CUSTOMERS);
            }
            flipABitInTheFirstBlockOfEachTableOfCustomers();
            try (AssignmentService service = untilOneLasts()) {
                TestCluster.oneCustomerAPartition()
                        .forEach(customer -> cluster.send(TestCluster.click(customer, "end", 1_000_000)));
                changes = found.all(2 * CUSTOMERS);
            }
        }

        assertThat(changes).hasSize(2 * CUSTOMERS);
        Checker.awaitSound(cluster);
    }

    /** One that ends by itself is started again, as something outside has to do. */
    private AssignmentService untilOneLasts() throws Exception {
        while (true) {
            AssignmentService service = service();
            service.start();
            await().atMost(PATIENCE)
                    .until(() -> service.isReady() || service.ended().isDone());
            if (!service.ended().isDone()) {
                return service;
            }
            service.close();
        }
    }

    private AssignmentService service() throws Exception {
        return new AssignmentService(
                Settings.of(cluster.settings(state, "event"), Settings.CLUSTER), Metrics.disabled());
    }

    private void flipABitInTheFirstBlockOfEachTableOfCustomers() throws Exception {
        Collection<Path> tables = tablesOfCustomers().values();
        assertThat(tables).hasSize(TestCluster.PARTITIONS);
        for (Path table : tables) {
            try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
                file.seek(IN_THE_FIRST_BLOCK);
                int bits = file.read();
                file.seek(IN_THE_FIRST_BLOCK);
                file.write(bits ^ 1);
            }
        }
    }

    /** Of each store the largest: the others hold how far it came, without which it would not open. */
    private Map<Path, Path> tablesOfCustomers() throws Exception {
        try (Stream<Path> paths = Files.walk(state)) {
            return paths.filter(path -> path.toString().contains(Stores.CUSTOMER_TIMELINE)
                            && path.toString().endsWith(".sst"))
                    .collect(Collectors.toMap(
                            Path::getParent,
                            path -> path,
                            BinaryOperator.maxBy(
                                    Comparator.comparing(path -> path.toFile().length()))));
        }
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
