package dev.segue.bench.workload;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;
import dev.segue.wire.Partitioner;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to the two topics, dated by the wall clock as {@code segue replay} dates them. */
public final class TopicLoader implements AutoCloseable {

    /** Customers by whom event clocks are moved past the end; their changes say nothing. */
    public static final String END = "end-";

    private static final long AFTER_THE_END = 3_600_000;

    private final String clickstream;
    private final String purchases;
    private final int partitions;
    private final Registry registry;
    private final AvroWriter writer;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param linger how long records are gathered before they are sent, milliseconds */
    public TopicLoader(
            String bootstrap, String registryUrl, String clickstream, String purchases, int partitions, int linger) {
        this.clickstream = clickstream;
        this.purchases = purchases;
        this.partitions = partitions;
        this.registry = Registry.connect(Map.of("schema.registry.url", registryUrl));
        this.writer = new AvroWriter(registry);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 17);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes a history.
     *
     * @param progress told now and then how many records are written
     */
    public Loaded load(Workload workload, LongConsumer progress) {
        Iterator<Arrival> history = workload.history();
        BitSet customers = new BitSet(workload.customers());
        long bytes = 0;
        long clicks = 0;
        long last = 0;
        for (long number = 0; history.hasNext(); number++) {
            Arrival arrival = history.next();
            Encoded encoded = encode(arrival);
            write(encoded);
            customers.set(Shop.number(arrival.customerId()));
            last = Math.max(last, arrival.occurredAt());
            if (arrival.isClick()) {
                clicks++;
                bytes += encoded.key().length + encoded.value().length;
            }
            if (number % 100_000 == 0) {
                progress.accept(number);
            }
        }
        producer.flush();
        return new Loaded(workload, customers.cardinality(), clicks, bytes / Math.max(1, clicks), last);
    }

    /**
     * Writes a record dated well after the end to every partition of both topics, so that the clocks of all programs pass the
     * end, of those too that wait a while for late records.
     */
    public void end(Loaded loaded) {
        for (int partition = 0; partition < partitions; partition++) {
            ends(partition, loaded.last() + AFTER_THE_END).forEach(arrival -> write(encode(arrival)));
        }
        producer.flush();
    }

    /**
     * What was loaded.
     *
     * @param customers how many came
     * @param clickBytes bytes of a click's key and value, in the mean
     * @param last when the last event happened, epoch milliseconds
     */
    public record Loaded(Workload workload, int customers, long clicks, long clickBytes, long last) {}

    /** A record ready to be sent. */
    public record Encoded(String topic, int partition, byte[] key, byte[] value) {}

    /** The arrival's record. */
    public Encoded encode(Arrival arrival) {
        String topic = arrival.isClick() ? clickstream : purchases;
        byte[] key = arrival.customerId().getBytes(StandardCharsets.UTF_8);
        return new Encoded(
                topic, Partitioner.MURMUR2.partition(key, partitions), key, writer.write(topic, arrival.value()));
    }

    /** Sends a record. */
    public Future<RecordMetadata> write(Encoded one) {
        return producer.send(
                new ProducerRecord<>(one.topic(), one.partition(), System.currentTimeMillis(), one.key(), one.value()));
    }

    private List<Arrival> ends(int partition, long time) {
        String customer;
        for (int attempt = 0; ; attempt++) {
            customer = END + partition + "-" + attempt;
            byte[] key = customer.getBytes(StandardCharsets.UTF_8);
            if (Partitioner.MURMUR2.partition(key, partitions) == partition) {
                break;
            }
        }
        Instant instant = Instant.ofEpochMilli(time);
        SpecificRecord click = new ClickEvent(
                customer + "-click", customer, "page_view", instant, null, null, null, null, null, Map.of());
        SpecificRecord purchase = new PurchaseEvent(
                customer + "-purchase",
                customer,
                customer,
                PurchaseKind.PURCHASE,
                instant,
                BigDecimal.ONE.setScale(4),
                "EUR",
                null,
                List.of());
        return List.of(new Arrival(time, click), new Arrival(time, purchase));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
