package dev.segue.bench.check;

import dev.segue.bench.harness.Cluster;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that is committed to a topic. */
final class TopicContents {

    private TopicContents() {}

    /** The records of each partition, in order, each made into what is wanted of it. */
    static <T> List<List<T>> read(Cluster cluster, String topic, Function<Object, T> wanted) {
        Map<TopicPartition, Long> ends = cluster.ends(List.of(topic));
        List<List<T>> partitions = new ArrayList<>();
        ends.forEach((partition, end) -> partitions.add(new ArrayList<>()));
        try (KafkaConsumer<byte[], Object> consumer = consumer(cluster)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], Object> record : consumer.poll(Duration.ofMillis(100))) {
                    partitions.get(record.partition()).add(wanted.apply(record.value()));
                }
            }
        }
        return partitions;
    }

    private static KafkaConsumer<byte[], Object> consumer(Cluster cluster) {
        KafkaAvroDeserializer decoder = new KafkaAvroDeserializer();
        decoder.configure(
                Map.of("schema.registry.url", cluster.registryScope(), "specific.avro.reader", "true"), false);
        Map<String, Object> client = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrap(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), decoder);
    }
}
