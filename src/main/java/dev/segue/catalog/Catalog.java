package dev.segue.catalog;

import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The published definitions, as they stand on their topic. */
public final class Catalog {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> client;
    private final String topic;
    private final DefinitionRecords records;

    /**
     * @param client what Kafka clients need to connect
     * @param topic the definitions topic; has one partition
     */
    public Catalog(Map<String, ?> client, String topic, DefinitionRecords records) {
        this.client = new HashMap<>(client);
        this.topic = topic;
        this.records = records;
    }

    /**
     * What is published now, by id. Waits for a transaction that is under way to end: one that its writer knows to be
     * committed may not yet look so to readers.
     *
     * @throws TimeoutException if Kafka does not answer, or such a transaction does not end
     * @throws IllegalStateException if there is no such topic, or it is not what it should be
     */
    public SortedMap<String, PublishedDefinition> read() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            check(consumer.partitionsFor(topic));
            return readToEnd(consumer);
        }
    }

    private void check(List<PartitionInfo> partitions) {
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic
                    + "; create it with one partition and cleanup.policy=compact, or have `segue run` do so by"
                    + " segue.topics.create=true");
        }
        if (partitions.size() > 1) {
            throw new IllegalStateException("the topic " + topic + " has " + partitions.size()
                    + " partitions, but segment definitions need one");
        }
    }

    private SortedMap<String, PublishedDefinition> readToEnd(Consumer<byte[], byte[]> consumer) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = end(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        SortedMap<String, PublishedDefinition> published = new TreeMap<>();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("another change of the definitions has begun and does not end");
            }
            consumer.poll(POLL).forEach(one -> take(one, published));
        }
        return published;
    }

    /** The end of what is written, committed or not. */
    private long end(TopicPartition partition) {
        try (Admin admin = Admin.create(client)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "The end of " + topic + " cannot be found: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> one, Map<String, PublishedDefinition> published) {
        if (one.key() == null) {
            return;
        }
        String id = new String(one.key(), StandardCharsets.UTF_8);
        try {
            if (one.value() == null) {
                published.remove(id);
            } else {
                published.put(id, records.read(one.key(), one.value()));
            }
        } catch (Refusal e) {
            throw new IllegalStateException(
                    "the topic " + topic + " holds a record at offset " + one.offset() + " that is no definition: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Begins to change what is published; see {@link Publication}. */
    public Publication begin() {
        return new Publication(client, topic, records);
    }
}
