package dev.segue.assignment;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** The consumer of a stream thread, which tells an {@link InputWatch} what it read and when it had read everything. */
final class WatchedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final InputWatch watch;

    WatchedConsumer(Map<String, Object> config, InputWatch watch) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.watch = watch;
    }

    /** Kafka Streams' own clients, with the stream threads' consumers watched. */
    static DefaultKafkaClientSupplier clients(InputWatch watch) {
        return new DefaultKafkaClientSupplier() {
            @Override
            public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
                return new WatchedConsumer(config, watch);
            }
        };
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        watch.polled(this, records);
        return records;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                watch.moved(partitions);
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                watch.moved(partitions);
                listener.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                watch.moved(partitions);
                listener.onPartitionsLost(partitions);
            }
        });
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        watch.moved(Collections.singleton(partition));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        watch.moved(Collections.singleton(partition));
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        watch.moved(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        watch.moved(partitions);
    }
}
