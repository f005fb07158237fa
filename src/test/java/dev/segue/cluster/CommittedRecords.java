package dev.segue.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.wire.Refusal;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that is committed on a topic. */
public final class CommittedRecords {

    private CommittedRecords() {}

    /** A consumer of what is committed, from the beginning, that nobody else shares its group with. */
    public static KafkaConsumer<byte[], byte[]> consumer(TestCluster cluster, String topic) {
        return consumer(cluster.client(), topic);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** How many partitions the topic has. */
    public static int partitions(Map<String, String> client, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client, topic)) {
            return consumer.assignment().size();
        }
    }

    /** The records, each partition's in order. */
    public static List<ConsumerRecord<byte[], byte[]>> of(TestCluster cluster, String topic) {
        return of(cluster.client(), topic);
    }

    /** @param client what a client needs to connect */
    public static List<ConsumerRecord<byte[], byte[]>> of(Map<String, String> client, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client, topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The last value of each key; what a tombstone follows is left out. */
    public static <T> Map<String, T> latest(
            Map<String, String> client, Registry registry, String topic, Class<T> type, Schema schema) {
        AvroReader reader = new AvroReader(registry);
        Map<String, T> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : of(client, topic)) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, type.cast(decode(reader, record, schema)));
            }
        }
        return latest;
    }

    public static Object decode(AvroReader reader, ConsumerRecord<byte[], byte[]> record, Schema schema) {
        try {
            return reader.read(record.topic(), record.value(), schema);
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }
}
