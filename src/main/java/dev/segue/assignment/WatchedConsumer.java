package dev.segue.assignment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig.InternalConfig;
import org.apache.kafka.streams.internals.ConsumerWrapper;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * The consumer of a stream thread, which tells an {@link InputWatch} what each poll found. With {@code group.protocol=classic}
 * Kafka Streams asks a {@link KafkaClientSupplier} for it; with {@code streams} it makes its own and wraps it in the class that
 * an internal property names, which is why this one is public.
 */
public final class WatchedConsumer extends ConsumerWrapper {

    private static final String WATCH = "segue.input.watch";

    private InputWatch watch;

    /** Has the consumers of the stream threads watched under the streams protocol. */
    static void watch(Properties streams, InputWatch watch) {
        streams.put(InternalConfig.INTERNAL_CONSUMER_WRAPPER, WatchedConsumer.class);
        streams.put(WATCH, watch);
    }

    /** Kafka Streams' own clients, with the stream threads' consumers watched under the classic protocol. */
    static KafkaClientSupplier clients(InputWatch watch) {
        return new DefaultKafkaClientSupplier() {
            @Override
            public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
                return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                    @Override
                    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                        watch.polled(this, records);
                        return records;
                    }
                };
            }
        };
    }

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalances) {
        super.wrapConsumer(consumer, config, rebalances);
        watch = (InputWatch) config.get(WATCH);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        watch.polled(this, records);
        return records;
    }
}
