package dev.segue.assignment.watch;

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
 * The consumer of a stream thread, which tells the {@link Watches} what each poll found. With {@code group.protocol=classic}
 * Kafka Streams asks a {@link KafkaClientSupplier} for it; with {@code streams} it makes its own and wraps it in the class that
 * an internal property names, which is why this one is public.
 */
public final class WatchedConsumer extends ConsumerWrapper {

    private static final String WATCHES = "segue.watches";

    private Watches watches;
    private long session;

    /** Has the consumers of the stream threads watched under the streams protocol. */
    public static void watch(Properties streams, Watches watches) {
        streams.put(InternalConfig.INTERNAL_CONSUMER_WRAPPER, WatchedConsumer.class);
        streams.put(WATCHES, watches);
    }

    /** Kafka Streams' own clients; watched are those that restore, and under the classic protocol those of the stream threads. */
    public static KafkaClientSupplier clients(Watches watches) {
        return new DefaultKafkaClientSupplier() {
            @Override
            public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
                long session = Watches.session(config);
                return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                    @Override
                    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                        return watches.poll(this, session, () -> super.poll(timeout));
                    }
                };
            }

            @Override
            public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
                return new FollowingConsumer(config, watches.copies().follower());
            }
        };
    }

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalances) {
        super.wrapConsumer(consumer, config, rebalances);
        watches = (Watches) config.get(WATCHES);
        session = Watches.session(config);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return watches.poll(this, session, () -> super.poll(timeout));
    }
}
