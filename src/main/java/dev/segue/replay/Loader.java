package dev.segue.replay;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Refund;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Outbox;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to the input topics, each customer's in the order in which they are handed in. */
public final class Loader implements AutoCloseable {

    /** One event for each input; writing them has their schemas registered. */
    private static final List<CustomerEvent> SAMPLES = List.of(
            new Click("", "", "", 0, null, null, null, null, null, Map.of()),
            new Refund("", null, "", 0, BigDecimal.ZERO, "", null),
            new ProfileUpdate("", 0, Map.of()));

    private final Topics topics;
    private final Partitioner partitioner;
    private final AvroWriter writer;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param client what Kafka clients need to connect */
    public Loader(Map<String, ?> client, Topics topics, Partitioner partitioner, Registry registry) {
        this.topics = topics;
        this.partitioner = partitioner;
        this.writer = new AvroWriter(registry);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Has Kafka and the schema registry answer, so that what is wrong with either comes out before anything is written. */
    public void prepare() {
        topics.inputs().forEach(this::partitions);
        SAMPLES.forEach(sample -> writer.write(topicOf(sample), EventRecords.recordOf(sample)));
    }

    /**
     * Writes an event; returns before Kafka has it.
     *
     * @param wallClock the time that the record bears, epoch milliseconds
     * @throws KafkaException if an earlier event could not be written
     */
    public void load(CustomerEvent event, long wallClock) {
        check();
        String topic = topicOf(event);
        SpecificRecord record = EventRecords.recordOf(event);
        byte[] key = Outbox.key(event.customerId());
        byte[] value = record == null ? null : writer.write(topic, record);
        int partition = partitioner.partition(key, partitions(topic));
        producer.send(
                new ProducerRecord<>(topic, partition, wallClock, key, value),
                (metadata, exception) -> failure.compareAndSet(null, exception));
    }

    /**
     * Waits until Kafka has all events.
     *
     * @throws KafkaException if one could not be written
     */
    public void flush() {
        producer.flush();
        check();
    }

    private String topicOf(CustomerEvent event) {
        return topics.of(EventRecords.inputOf(event));
    }

    private int partitions(String topic) {
        return partitions.computeIfAbsent(
                topic, name -> producer.partitionsFor(name).size());
    }

    private void check() {
        if (failure.get() != null) {
            throw new KafkaException(
                    "An event could not be written: " + failure.get().getMessage(), failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
