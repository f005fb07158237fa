package dev.segue.query.live;

import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of the changes, for consumers of all its partitions that belong to no group and read what is committed. */
public final class ChangeTopic {

    private final Map<String, Object> client;
    private final String topic;
    private final AvroReader reader;
    private final Wording wording;

    /** @param client what Kafka clients need to connect */
    public ChangeTopic(Map<String, ?> client, String topic, Registry registry, Wording wording) {
        this.wording = wording;
        this.client = new HashMap<>(client);
        this.topic = topic;
        this.reader = new AvroReader(registry);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.client.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    /** Opens it; nothing is read until somebody seeks. */
    Open open() {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException("there is no topic " + topic);
            }
            consumer.assign(partitions);
            return new Open(consumer, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** A consumer. */
    final class Open implements AutoCloseable {

        private final Consumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;

        Open(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            this.partitions = partitions;
        }

        /** Goes to the end of what is committed. */
        Position seekToEnd() {
            consumer.seekToEnd(partitions);
            return position();
        }

        /** Goes there; whether nothing from there on has been let go of. */
        boolean seek(Position position) {
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            boolean whole = true;
            for (TopicPartition partition : partitions) {
                long wanted = position.next(partition.partition());
                whole &= wanted >= first.get(partition);
                consumer.seek(partition, Math.max(wanted, first.get(partition)));
            }
            return whole;
        }

        Position position() {
            return new Position(
                    partitions.stream().mapToLong(consumer::position).toArray());
        }

        List<LiveChange> poll(Duration patience) {
            List<LiveChange> changes = new ArrayList<>();
            consumer.poll(patience).forEach(record -> changes.add(new LiveChange(record, reader, wording)));
            return changes;
        }

        int partitions() {
            return partitions.size();
        }

        @Override
        public void close() {
            consumer.close(Duration.ofSeconds(2));
        }
    }
}
