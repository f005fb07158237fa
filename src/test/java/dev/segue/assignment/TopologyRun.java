package dev.segue.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.assignment.definitions.DefinitionsFeed;
import dev.segue.assignment.store.CustomerStore;
import dev.segue.assignment.store.TaskProgress;
import dev.segue.assignment.task.Collaborators;
import dev.segue.assignment.watch.CaughtUp;
import dev.segue.assignment.watch.Tenures;
import dev.segue.avro.SegmentChange;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.event.CustomerEvent;
import dev.segue.metric.Metrics;
import dev.segue.metric.TaskStanding;
import dev.segue.privacy.Canary;
import dev.segue.privacy.Told;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.DefinitionSetHeaders;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Intake;
import dev.segue.wire.Outbox;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Refusal;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology as one task, driven by hand: time, records, and what the inputs' ends are known to be. */
final class TopologyRun implements AutoCloseable {

    /** When the wall clock begins. */
    static final long START = Instant.parse("2024-05-01T12:00:00Z").toEpochMilli();

    private static final Topics TOPICS = Topics.DEFAULT;
    private static final List<String> STORES = List.of(
            dev.segue.wire.Stores.CUSTOMER_TIMELINE,
            dev.segue.wire.Stores.SEGMENT_MEMBER,
            dev.segue.wire.Stores.TASK_PROGRESS);

    private final Map<String, String> given;
    private final Settings settings;
    private final Registry registry;
    private final Map<String, Map<Bytes, byte[]>> kept;
    private final TopologyTestDriver driver;
    private final DefinitionRecords definitionRecords;
    private final DefinitionsFeed feed;
    private long wallClock;
    private long caughtUpAt = CaughtUp.UNKNOWN;
    private TaskStanding standing;

    /** A new run with these settings over those of a test. */
    static TopologyRun start(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of(
                "application.id", "topology-run",
                "bootstrap.servers", "nowhere:1",
                "schema.registry.url", "mock://topology-run",
                "segue.max-future", "400d"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new TopologyRun(given, new HashMap<>(), START);
    }

    private TopologyRun(Map<String, String> given, Map<String, Map<Bytes, byte[]>> kept, long wallClock) {
        this.given = given;
        this.kept = kept;
        this.wallClock = wallClock;
        try {
            settings = Settings.of(given, Settings.CLUSTER);
        } catch (InvalidSettings e) {
            throw new IllegalArgumentException(e);
        }
        registry = Registry.connect(settings.registryProperties());
        definitionRecords = new DefinitionRecords(registry, TOPICS);
        feed = new DefinitionsFeed(
                sources -> definitionRecords.compile(sources, settings.limits()), Runnable::run, Metrics.disabled());
        driver = new TopologyTestDriver(topology(), settings.streamsProperties(), Instant.ofEpochMilli(wallClock));
    }

    Topology topology() {
        Collaborators with = new Collaborators(
                settings,
                new Intake(registry, TOPICS, settings.input(), 1),
                new Outbox(registry, TOPICS),
                new DeadLetters(settings.maxRequestBytes()),
                feed,
                processed -> caughtUpAt,
                new Tenures(() -> this.wallClock),
                new Metrics() {
                    @Override
                    public void task(String task, TaskStanding told) {
                        standing = told;
                    }
                },
                () -> this.wallClock);
        return AssignmentTopology.of(with, name -> new KeptStores(name, kept.getOrDefault(name, Map.of())));
    }

    /** Ends this run and goes on with its state in another, as a process does that starts again. */
    TopologyRun restart() {
        for (String name : STORES) {
            Map<Bytes, byte[]> contents = new TreeMap<>();
            try (KeyValueIterator<Bytes, byte[]> all = store(name).all()) {
                while (all.hasNext()) {
                    KeyValue<Bytes, byte[]> next = all.next();
                    contents.put(next.key, next.value);
                }
            }
            kept.put(name, contents);
        }
        close();
        return new TopologyRun(given, kept, wallClock);
    }

    /** Publishes the definitions of the YAML as one set; the set before it stays beside it. */
    void publish(String yaml) {
        try {
            List<SegmentDefinition> definitions = Definitions.read(yaml);
            for (int i = 0; i < definitions.size(); i++) {
                publish(definitions.get(i), i, definitions.size());
            }
        } catch (InvalidDefinitions e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Publishes, and gives the task a tick to take the set over. */
    void adopt(String yaml) {
        publish(yaml);
        tick();
    }

    void publish(SegmentDefinition definition, int index, int size) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DefinitionSetHeaders.INDEX, String.valueOf(index).getBytes(UTF_8));
        headers.add(DefinitionSetHeaders.SIZE, String.valueOf(size).getBytes(UTF_8));
        byte[] value = definitionRecords.write(PublishedDefinition.first(definition, wallClock, null, null));
        send(TOPICS.segmentDefinitions(), DefinitionRecords.key(definition.id()), value, headers);
    }

    void retire(String segmentId) {
        send(TOPICS.segmentDefinitions(), DefinitionRecords.key(segmentId), null, new RecordHeaders());
    }

    void send(CustomerEvent event) {
        String topic = TOPICS.of(EventRecords.inputOf(event));
        SpecificRecord value = EventRecords.recordOf(event);
        byte[] bytes = value == null ? null : encode(topic, value);
        send(topic, event.customerId().getBytes(UTF_8), bytes, new RecordHeaders());
    }

    void send(String topic, byte[] key, byte[] value, RecordHeaders headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, Instant.ofEpochMilli(wallClock)));
    }

    byte[] encode(String topic, SpecificRecord value) {
        return new AvroWriter(registry).write(topic, value);
    }

    /** Lets the wall clock run; the task ticks on its way. */
    void advance(Duration time) {
        wallClock += time.toMillis();
        driver.advanceWallClockTime(time);
    }

    /** One tick. */
    void tick() {
        advance(settings.clock().tick());
    }

    /** From now on everything written before this instant is known to be processed. */
    void caughtUpAt(long instant) {
        caughtUpAt = instant;
    }

    /** Lets the wall clock run with nothing unread, and the task tick. */
    void advanceCaughtUp(Duration time) {
        caughtUpAt = wallClock + time.toMillis();
        advance(time);
    }

    long wallClock() {
        return wallClock;
    }

    /** Where the task said last that it stands. */
    TaskStanding standing() {
        return standing;
    }

    DefinitionsFeed feed() {
        return feed;
    }

    /** The changes since the last call. */
    List<SegmentChange> changes() {
        return read(TOPICS.segmentChanges()).stream()
                .map(record ->
                        (SegmentChange) decode(record.value(), TOPICS.segmentChanges(), SegmentChange.getClassSchema()))
                .toList();
    }

    /**
     * The changes since the last call, as in {@code c1 ENTERED big EVENT @60}: the customer's name, reason, and seconds since
     * {@link #START}.
     */
    List<String> crossings() {
        return changes().stream()
                .map(change -> "%s %s %s %s @%d"
                        .formatted(
                                Canary.name(change.getCustomerId()),
                                change.getType(),
                                change.getSegmentId(),
                                change.getReason(),
                                (change.getOccurredAt().toEpochMilli() - START) / 1000))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        List<TestRecord<byte[], byte[]>> records = driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        if (topic.equals(TOPICS.deadLetters())) {
            records.forEach(letter -> Told.keepHeaders(letter.headers()));
        }
        return records;
    }

    SpecificRecord decode(byte[] value, String topic, org.apache.avro.Schema schema) {
        try {
            return new AvroReader(registry).read(topic, value, schema);
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many entries a store holds. */
    long entries(String store) {
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store(store).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    TaskProgress progress() {
        return new TaskProgress(driver.getKeyValueStore(dev.segue.wire.Stores.TASK_PROGRESS));
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name) {
        return name.equals(dev.segue.wire.Stores.CUSTOMER_TIMELINE)
                ? (CustomerStore) driver.getAllStateStores().get(name)
                : driver.getKeyValueStore(name);
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }

    /** Stores that begin with what another run left. */
    private record KeptStores(String name, Map<Bytes, byte[]> contents) implements KeyValueBytesStoreSupplier {

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new InMemoryKeyValueStore(name) {
                @Override
                public void init(StateStoreContext context, StateStore root) {
                    super.init(context, root);
                    contents.forEach(this::put);
                }
            };
        }

        @Override
        public String metricsScope() {
            return "in-memory";
        }
    }
}
