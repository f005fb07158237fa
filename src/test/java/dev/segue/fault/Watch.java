package dev.segue.fault;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.SegmentChange;
import dev.segue.cluster.CommittedRecords;
import dev.segue.cluster.TestCluster;
import dev.segue.wire.registry.AvroReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A consumer of committed changes that notes how long each was in coming. */
final class Watch implements AutoCloseable {

    private static final long PROMPT_MILLIS = 1_000;
    private static final long FLOWING_MILLIS = 1_000;

    private final TestCluster cluster;
    private final Map<String, Long> sent;
    private final boolean live;
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean closed;
    private volatile long seen;
    private volatile long worst;
    private volatile long last = System.currentTimeMillis();
    private volatile RuntimeException failure;
    /** When a change last came that had not been long in coming, by partition. */
    private final Map<Integer, Long> prompt = new ConcurrentHashMap<>();

    /**
     * @param sent when each event was sent, by its id
     * @param live whether changes by time are due at their own time too
     */
    Watch(TestCluster cluster, Map<String, Long> sent, boolean live) {
        this.cluster = cluster;
        this.sent = sent;
        this.live = live;
        thread.setDaemon(true);
        thread.start();
    }

    /** Counts from now on. */
    void begin() {
        seen = 0;
        worst = 0;
    }

    /** How many changes came. */
    long seen() {
        return seen;
    }

    /** How long none has come, milliseconds. */
    long quiet() {
        return System.currentTimeMillis() - last;
    }

    /** The longest, in milliseconds, that a change was in coming after the event that made it was sent, or its time had come. */
    long worst() {
        return worst;
    }

    /** Whether changes come of all partitions of which any ever came, and none is late: of no partition the owner is away. */
    boolean isFlowing() {
        long now = System.currentTimeMillis();
        return !prompt.isEmpty() && prompt.values().stream().allMatch(at -> now - at < FLOWING_MILLIS);
    }

    /** What ended the watch before its time; empty while it goes on. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        AvroReader reader = new AvroReader(cluster.registry());
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(cluster, cluster.topics().segmentChanges())) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> see(record.partition(), (SegmentChange)
                                CommittedRecords.decode(reader, record, SegmentChange.SCHEMA$)));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void see(int partition, SegmentChange change) {
        last = System.currentTimeMillis();
        seen++;
        long wait = last - due(change);
        worst = Math.max(worst, wait);
        if (wait < PROMPT_MILLIS) {
            prompt.put(partition, last);
        } else {
            prompt.putIfAbsent(partition, 0L);
        }
    }

    private long due(SegmentChange change) {
        if (change.getTrigger() != null && change.getTrigger().getEventId() != null) {
            return sent.getOrDefault(change.getTrigger().getEventId(), last);
        }
        return live && change.getReason() == ChangeReason.TIME
                ? change.getOccurredAt().toEpochMilli()
                : last;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
