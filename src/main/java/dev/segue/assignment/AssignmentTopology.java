package dev.segue.assignment;

import dev.segue.assignment.definitions.DefinitionsFeed;
import dev.segue.assignment.store.CustomerStore;
import dev.segue.assignment.store.CustomerStoreBuilder;
import dev.segue.assignment.task.AssignSegments;
import dev.segue.assignment.task.Collaborators;
import dev.segue.assignment.task.Received;
import dev.segue.wire.Nodes;
import dev.segue.wire.Stores;
import dev.segue.wire.Topics;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The topology: three inputs, one processor with its state, three outputs, and the definitions to every instance. */
final class AssignmentTopology {

    /** Bounds how long a changelog may still hold what was forgotten. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            String.valueOf(24L * 3600 * 1000),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.3");

    private static final AutoOffsetReset EARLIEST = AutoOffsetReset.earliest();
    private static final Deserializer<byte[]> BYTES = new ByteArrayDeserializer();
    private static final Deserializer<Received> RECEIVED = (topic, value) -> new Received(value);

    private AssignmentTopology() {}

    /** @param stores makes a store of that name */
    static Topology of(Collaborators with, Function<String, KeyValueBytesStoreSupplier> stores) {
        Topics topics = with.settings().topics();
        TimestampExtractor reader = new Received.Reader(with.intake(), with.wallClock());
        ByteArraySerializer bytes = new ByteArraySerializer();
        StoreBuilder<CustomerStore> customers = new CustomerStoreBuilder(
                logged(stores.apply(Stores.CUSTOMER_TIMELINE)),
                with.settings().timeline().cachedCustomers());
        return new Topology()
                .addSource(EARLIEST, Nodes.CLICKSTREAM_SOURCE, reader, BYTES, RECEIVED, topics.clickstream())
                .addSource(EARLIEST, Nodes.PURCHASES_SOURCE, reader, BYTES, RECEIVED, topics.purchases())
                .addSource(EARLIEST, Nodes.CUSTOMER_PROFILES_SOURCE, reader, BYTES, RECEIVED, topics.customerProfiles())
                .addProcessor(
                        Nodes.ASSIGN_SEGMENTS,
                        () -> new AssignSegments(with),
                        Nodes.CLICKSTREAM_SOURCE,
                        Nodes.PURCHASES_SOURCE,
                        Nodes.CUSTOMER_PROFILES_SOURCE)
                .addStateStore(customers, Nodes.ASSIGN_SEGMENTS)
                .addStateStore(logged(stores.apply(Stores.SEGMENT_MEMBER)), Nodes.ASSIGN_SEGMENTS)
                .addStateStore(logged(stores.apply(Stores.TASK_PROGRESS)), Nodes.ASSIGN_SEGMENTS)
                .addSink(Nodes.SEGMENT_CHANGES_SINK, topics.segmentChanges(), bytes, bytes, Nodes.ASSIGN_SEGMENTS)
                .addSink(
                        Nodes.SEGMENT_MEMBERSHIPS_SINK,
                        topics.segmentMemberships(),
                        bytes,
                        bytes,
                        Nodes.ASSIGN_SEGMENTS)
                .addSink(Nodes.DEAD_LETTERS_SINK, topics.deadLetters(), bytes, bytes, Nodes.ASSIGN_SEGMENTS)
                .addGlobalStore(
                        builder(org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.SEGMENT_DEFINITIONS))
                                .withLoggingDisabled(),
                        Nodes.SEGMENT_DEFINITIONS_SOURCE,
                        BYTES,
                        BYTES,
                        topics.segmentDefinitions(),
                        Nodes.KEEP_SEGMENT_DEFINITIONS,
                        () -> new KeepDefinitions(with.feed()));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(KeyValueBytesStoreSupplier supplier) {
        return builder(supplier).withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(KeyValueBytesStoreSupplier supplier) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray());
    }

    /** Keeps the definitions as they come, and tells the feed; also while the store is filled at the start. */
    private static final class KeepDefinitions extends ContextualProcessor<byte[], byte[], Void, Void> {

        private final DefinitionsFeed feed;

        KeepDefinitions(DefinitionsFeed feed) {
            this.feed = feed;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.key() != null) {
                KeyValueStore<Bytes, byte[]> store = context().getStateStore(Stores.SEGMENT_DEFINITIONS);
                store.put(Bytes.wrap(record.key()), record.value());
            }
            long offset = context().recordMetadata().orElseThrow().offset();
            feed.read(record.key(), record.value(), record.headers(), offset);
        }
    }
}
