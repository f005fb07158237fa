package dev.segue.cluster;

import static org.awaitility.Awaitility.await;

import dev.segue.avro.SegmentChange;
import dev.segue.wire.registry.AvroReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The changes that a consumer of committed records has seen, each customer's in order. */
public final class Changes implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroReader reader;
    private final List<SegmentChange> found = new ArrayList<>();

    Changes(TestCluster cluster) {
        consumer = CommittedRecords.consumer(cluster, cluster.topics().segmentChanges());
        reader = new AvroReader(cluster.registry());
    }

    /** Reads until there are at least so many, and returns all there are. */
    public List<SegmentChange> atLeast(int count) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> read(Duration.ofMillis(100)) >= count);
        return List.copyOf(found);
    }

    /** Reads at least so many, and whatever else may come while nothing should. */
    public List<SegmentChange> all(int count) {
        atLeast(count);
        for (int before = -1; before < found.size(); ) {
            before = found.size();
            read(Duration.ofSeconds(2));
        }
        return List.copyOf(found);
    }

    private int read(Duration patience) {
        consumer.poll(patience)
                .forEach(record ->
                        found.add((SegmentChange) CommittedRecords.decode(reader, record, SegmentChange.SCHEMA$)));
        return found.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
