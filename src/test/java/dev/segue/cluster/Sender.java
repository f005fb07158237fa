package dev.segue.cluster;

import dev.segue.event.CustomerEvent;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Outbox;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to the inputs, and remembers what became of each: what is read later is held against it. */
final class Sender implements AutoCloseable {

    private final Topics topics;
    private final AvroWriter writer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Sender(String bootstrapServers, Topics topics, Registry registry) {
        this.topics = topics;
        writer = new AvroWriter(registry);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns before the brokers have it. */
    void send(CustomerEvent event) {
        check();
        String topic = topics.of(EventRecords.inputOf(event));
        SpecificRecord record = EventRecords.recordOf(event);
        byte[] key = Outbox.key(event.customerId());
        byte[] value = record == null ? null : writer.write(topic, record);
        int partition = Partitioner.MURMUR2.partition(key, TestCluster.PARTITIONS);
        long at = System.currentTimeMillis();
        producer.send(new ProducerRecord<>(topic, partition, at, key, value), (written, exception) -> {
            if (exception == null) {
                sent.add(new Sent(topic, partition, written.offset(), event, at, System.currentTimeMillis()));
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    void flush() {
        producer.flush();
        check();
    }

    /** What the brokers have acknowledged so far. */
    List<Sent> sent() {
        return List.copyOf(sent);
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
