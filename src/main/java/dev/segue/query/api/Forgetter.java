package dev.segue.query.api;

import dev.segue.wire.Outbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the tombstones by which customers are forgotten. Connects with the first. */
public final class Forgetter implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> client;
    private final String profilesTopic;
    private final String group;
    private Producer<byte[], byte[]> producer;
    private Admin admin;

    /** Where a tombstone is. */
    record Place(int partition, long offset) {}

    /**
     * @param client what Kafka clients need to connect
     * @param group the consumer group of the service, whose commits say what was processed
     */
    public Forgetter(Map<String, ?> client, String profilesTopic, String group) {
        this.client = new HashMap<>(client);
        this.profilesTopic = profilesTopic;
        this.group = group;
    }

    Place forget(String customerId, int partition) {
        ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(
                profilesTopic, partition, System.currentTimeMillis(), Outbox.key(customerId), (byte[]) null);
        try {
            RecordMetadata written = producer().send(tombstone).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return new Place(written.partition(), written.offset());
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The tombstone could not be written", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Whether the tombstone was processed, and that committed. */
    boolean isProcessed(Place tombstone) {
        TopicPartition partition = new TopicPartition(profilesTopic, tombstone.partition());
        try {
            OffsetAndMetadata committed = admin().listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .get(partition);
            return committed != null && committed.offset() > tombstone.offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("What was processed cannot be found out", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(client);
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(client);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}
