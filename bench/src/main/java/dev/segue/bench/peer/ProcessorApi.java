package dev.segue.bench.peer;

import dev.segue.bench.peer.history.CustomerHistory;
import dev.segue.bench.peer.history.HistoryCodec;
import dev.segue.bench.peer.history.ShopEvent;
import dev.segue.bench.peer.history.ShopEvent.Kind;
import dev.segue.bench.peer.history.TenSegments;
import dev.segue.bench.peer.wire.Change;
import dev.segue.bench.peer.wire.ChangeWriter;
import dev.segue.bench.peer.wire.ShopEventDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A hand-written Kafka Streams program, exact: one blob of a customer's exact lists in RocksDB, and a second store of due
 * times, ordered by time, that a punctuation walks. What its author did for speed: the lists hold only what the ten rules read
 * (page views are dropped on arrival), the blob is compact binary, only those rules are evaluated on which the event bears, a
 * due time that moved later is left in place until it comes, and one that has passed is never seen by a scan again.
 *
 * <p>A late event takes its place and the customer is evaluated at the task's clock, which is stream time: the greatest
 * occurredAt read, which Streams itself keeps with the committed offsets.
 */
public final class ProcessorApi {

    static final String HISTORIES = "history-store";
    static final String DUE = "due-store";
    private static final long CACHE = 64L << 20;

    private ProcessorApi() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PeerSettings settings = PeerSettings.read(args);
        Properties properties = StreamsPeer.properties(settings);
        properties.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.number("statestore.cache.max.bytes", CACHE));
        StreamsPeer.run(topology(settings), properties);
    }

    static Topology topology(PeerSettings settings) {
        Serde<byte[]> bytes = Serdes.ByteArray();
        StoreBuilder<KeyValueStore<String, byte[]>> histories = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(HISTORIES), Serdes.String(), bytes)
                .withCachingEnabled();
        StoreBuilder<KeyValueStore<Bytes, byte[]>> due =
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(DUE), Serdes.Bytes(), bytes);
        ProcessorSupplier<String, ShopEvent, String, byte[]> assign = new ProcessorSupplier<>() {
            @Override
            public Processor<String, ShopEvent, String, byte[]> get() {
                return new Assign(settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(histories, due);
            }
        };
        return new Topology()
                .addSource(
                        "clickstream-source",
                        Serdes.String().deserializer(),
                        new ShopEventDeserializer(settings.registryUrl()),
                        settings.clickstream())
                .addSource(
                        "purchases-source",
                        Serdes.String().deserializer(),
                        new ShopEventDeserializer(settings.registryUrl()),
                        settings.purchases())
                .addProcessor("assign", assign, "clickstream-source", "purchases-source")
                .addSink(
                        "changes-sink", settings.changes(), Serdes.String().serializer(), bytes.serializer(), "assign");
    }

    private static final class Assign implements Processor<String, ShopEvent, String, byte[]> {

        private static final Duration TICK = Duration.ofMillis(100);
        private static final byte[] NOTHING = {};

        private final PeerSettings settings;
        private final HistoryCodec codec = new HistoryCodec();
        private ProcessorContext<String, byte[]> context;
        private KeyValueStore<String, byte[]> histories;
        private KeyValueStore<Bytes, byte[]> due;
        private ChangeWriter writer;
        private long walkedTo;

        private Assign(PeerSettings settings) {
            this.settings = settings;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            this.context = context;
            histories = context.getStateStore(HISTORIES);
            due = context.getStateStore(DUE);
            writer = new ChangeWriter(settings.registryUrl(), settings.changes());
            walkedTo = 0;
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> walk());
        }

        @Override
        public void process(Record<String, ShopEvent> record) {
            ShopEvent event = record.value();
            if (event.kind() == Kind.OTHER) {
                return;
            }
            long clock = context.currentStreamTimeMs();
            String customer = record.key();
            CustomerHistory history = codec.decode(histories.get(customer));
            boolean passed = history.nextDue() < clock;
            history.advance(clock, crossing -> send(Change.byTime(customer, crossing)));
            RecordMetadata at = context.recordMetadata().orElseThrow();
            boolean changed = history.apply(
                    event,
                    clock,
                    crossing -> send(
                            crossing.byEvent()
                                    ? Change.byEvent(
                                            customer,
                                            crossing,
                                            at.topic(),
                                            at.partition(),
                                            at.offset(),
                                            event.eventId())
                                    : Change.byTime(customer, crossing)));
            if (passed || changed) {
                save(customer, history);
            }
        }

        /** Evaluates whoever is due before the clock. What was walked before is left out: it is full of tombstones. */
        private void walk() {
            long clock = context.currentStreamTimeMs();
            if (clock <= walkedTo) {
                return;
            }
            try (KeyValueIterator<Bytes, byte[]> instants =
                    due.range(Bytes.wrap(instant(walkedTo)), Bytes.wrap(instant(clock)))) {
                while (instants.hasNext()) {
                    KeyValue<Bytes, byte[]> next = instants.next();
                    if (ByteBuffer.wrap(next.key.get()).getLong() < clock) {
                        due.delete(next.key);
                        pass(customer(next.key), clock);
                    }
                }
            }
            walkedTo = clock;
        }

        private void pass(String customer, long clock) {
            CustomerHistory history = codec.decode(histories.get(customer));
            history.scheduled(TenSegments.NEVER);
            history.advance(clock, crossing -> send(Change.byTime(customer, crossing)));
            save(customer, history);
        }

        private void save(String customer, CustomerHistory history) {
            long next = history.nextDue();
            if (next < history.scheduled()) {
                if (history.scheduled() != TenSegments.NEVER) {
                    due.delete(key(history.scheduled(), customer));
                }
                due.put(key(next, customer), NOTHING);
                history.scheduled(next);
            }
            histories.put(customer, codec.encode(history));
        }

        private void send(Change change) {
            context.forward(new Record<>(change.customerId(), writer.write(change), System.currentTimeMillis()));
        }

        private static byte[] instant(long time) {
            return ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        }

        private static Bytes key(long time, String customer) {
            byte[] name = customer.getBytes(StandardCharsets.UTF_8);
            return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + name.length)
                    .putLong(time)
                    .put(name)
                    .array());
        }

        private static String customer(Bytes key) {
            byte[] bytes = key.get();
            return new String(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length), StandardCharsets.UTF_8);
        }
    }
}
