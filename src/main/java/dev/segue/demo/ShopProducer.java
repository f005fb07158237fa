package dev.segue.demo;

import dev.segue.event.CustomerEvent;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Topics;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what happens in a {@link Shop} to Kafka, idempotently: first its history, then what goes on. */
public final class ShopProducer implements AutoCloseable {

    private static final long PROGRESS_EVERY = 1_000;

    private final Producer<String, SpecificRecord> producer;
    private final Topics topics;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Exception failure;
    private volatile long sent;

    /** A producer of the shop's default topics. */
    public ShopProducer(String bootstrapServers, String registryUrl) {
        this(Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl), Topics.DEFAULT);
    }

    /**
     * A producer of these topics.
     *
     * @param client what it takes to reach Kafka and the schema registry
     */
    public ShopProducer(Map<String, ?> client, Topics topics) {
        this(producer(client), topics, Clock.systemUTC());
    }

    ShopProducer(Producer<String, SpecificRecord> producer, Clock clock) {
        this(producer, Topics.DEFAULT, clock);
    }

    private ShopProducer(Producer<String, SpecificRecord> producer, Topics topics, Clock clock) {
        this.producer = producer;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Writes the shop's history and returns once the brokers have all of it.
     *
     * @param until where the history ends, epoch milliseconds: the wall clock, for all that follows to be later
     * @param rate events a second of the history's last minutes: see {@link Shop#history}
     * @param progress is told from time to time how many events were written, and at the end
     * @throws KafkaException if one of them could not be written
     */
    public void load(Shop shop, long until, double rate, LongConsumer progress) {
        shop.history(until, rate, event -> send(event, progress));
        producer.flush();
        failIfAnyFailed();
        progress.accept(sent);
    }

    /**
     * Writes what happens from now on, each event at the wall clock's time, until {@link #close} is called from another
     * thread.
     *
     * @param rate events a second; more than zero
     * @throws KafkaException if one of them could not be written
     */
    public void run(Shop shop, double rate) {
        Pace pace = new Pace(rate, System.nanoTime());
        long now = clock.millis();
        while (rest(pace.next(System.nanoTime()))) {
            now = Math.max(now, clock.millis());
            send(shop.next(now), count -> {});
        }
    }

    /** How many events were handed to the producer so far; from any thread. */
    public long sent() {
        return sent;
    }

    /** Ends {@link #run}, writes what is under way and lets go of the connections. */
    @Override
    public void close() {
        closed.countDown();
        producer.close();
    }

    /** Rests that long; false if there is no more to do. */
    private boolean rest(long nanos) {
        try {
            return !closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProducerRecord<String, SpecificRecord> recordOf(CustomerEvent event) {
        String topic = topics.of(EventRecords.inputOf(event));
        return new ProducerRecord<>(topic, event.customerId(), EventRecords.recordOf(event));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others read
    private void send(CustomerEvent event, LongConsumer progress) {
        failIfAnyFailed();
        try {
            producer.send(recordOf(event), (metadata, e) -> failure = e == null ? failure : e);
        } catch (IllegalStateException e) {
            if (isClosed()) {
                return; // closed between two events
            }
            throw e;
        }
        sent++;
        if (sent % PROGRESS_EVERY == 0) {
            progress.accept(sent);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void failIfAnyFailed() {
        if (failure != null && !isClosed()) {
            throw new KafkaException("the shop's events could not be written to Kafka", failure);
        }
    }

    private static Producer<String, SpecificRecord> producer(Map<String, ?> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("client.id", "segue-demo-shop");
        settings.put("enable.idempotence", true);
        settings.put("linger.ms", 5);
        settings.put("batch.size", 64 * 1024);
        settings.put("compression.type", "lz4");
        return new KafkaProducer<>(settings, new StringSerializer(), avroSerializer(settings));
    }

    /** The serializer takes any Object: a value that is a SpecificRecord is one. */
    private static Serializer<SpecificRecord> avroSerializer(Map<String, Object> settings) {
        KafkaAvroSerializer avro = new KafkaAvroSerializer();
        avro.configure(settings, false);
        return new Serializer<>() {
            @Override
            public byte[] serialize(String topic, SpecificRecord value) {
                return avro.serialize(topic, value);
            }

            @Override
            public void close() {
                avro.close();
            }
        };
    }
}
