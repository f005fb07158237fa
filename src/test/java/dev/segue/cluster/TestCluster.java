package dev.segue.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.CustomerMemberships;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.replay.Loader;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.DefinitionSetHeaders;
import dev.segue.wire.Outbox;
import dev.segue.wire.Partitioner;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with all topics, and a schema registry, of one test's own. */
public final class TestCluster implements AutoCloseable {

    private static final String SCOPE = "test-cluster";

    public static final int PARTITIONS = 4;
    public static final Topics TOPICS = Topics.DEFAULT;

    private final EmbeddedBroker broker;
    private EmbeddedRegistry schemas;
    private final Registry registry;
    private final Loader loader;
    private final KafkaProducer<byte[], byte[]> definitions;

    private TestCluster(EmbeddedBroker broker, EmbeddedRegistry schemas) {
        this.broker = broker;
        this.schemas = schemas;
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        registry = Registry.connect(Map.of("schema.registry.url", schemas.scopeUrl()));
        loader = new Loader(client, TOPICS, Partitioner.MURMUR2, registry);
        definitions = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Starts one whose groups notice within two seconds that a member was killed. */
    public static TestCluster start() {
        EmbeddedBroker broker = EmbeddedBroker.start(
                0,
                Map.of(
                        "group.min.session.timeout.ms", "1000",
                        "group.streams.min.session.timeout.ms", "1000",
                        "group.streams.session.timeout.ms", "2000",
                        "group.streams.min.heartbeat.interval.ms", "500",
                        "group.streams.heartbeat.interval.ms", "500"));
        TestCluster cluster = new TestCluster(broker, EmbeddedRegistry.start(0, SCOPE));
        cluster.createTopics();
        // as at any start but the first, and an outage's end need not number new schemas
        new Outbox(cluster.registry, TOPICS).register();
        return cluster;
    }

    /** The settings of a service in this cluster. */
    public Map<String, String> settings(Path state, String clock) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", schemas.url());
        settings.put("state.dir", state.toString());
        settings.put("num.stream.threads", "2");
        settings.put("num.standby.replicas", "0");
        settings.put("main.consumer.session.timeout.ms", "2000");
        settings.put("main.consumer.heartbeat.interval.ms", "500");
        settings.put("segue.clock", clock);
        settings.put("segue.http.port", "0");
        return settings;
    }

    Registry registry() {
        return registry;
    }

    /** Takes the schema registry away. What is sent and read by this cluster needs it no more. */
    public RegistryOutage beginRegistryOutage() {
        return new RegistryOutage(schemas, SCOPE);
    }

    public void end(RegistryOutage outage) throws Exception {
        schemas = outage.end();
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Puts a history with its definitions on the topics, and on every partition one event dated past its end. */
    public void load(History history) throws Exception {
        publish(history.definitions());
        loadEvents(history);
    }

    /** The history without its definitions. */
    public void loadEvents(History history) throws Exception {
        history.forEach(this::send);
        oneCustomerAPartition().forEach(customer -> send(click(customer, "end", history.until() + 1)));
        flush();
    }

    public static Click click(String customer, String type, long occurredAt) {
        String id = customer + " " + type + " " + occurredAt;
        return new Click(id, customer, type, occurredAt, null, null, null, null, null, Map.of());
    }

    public void send(CustomerEvent event) {
        loader.load(event, System.currentTimeMillis());
    }

    /** Waits until all that was sent is written. */
    public void flush() {
        loader.flush();
    }

    /** Publishes definitions as one set; those published before stay beside them. */
    public void publish(String yaml) throws InvalidDefinitions {
        List<SegmentDefinition> set = Definitions.read(yaml);
        DefinitionRecords records = new DefinitionRecords(registry, TOPICS);
        for (int i = 0; i < set.size(); i++) {
            byte[] value = records.write(PublishedDefinition.first(set.get(i), 0, null, null));
            Headers headers = new RecordHeaders()
                    .add(DefinitionSetHeaders.INDEX, String.valueOf(i).getBytes(UTF_8))
                    .add(DefinitionSetHeaders.SIZE, String.valueOf(set.size()).getBytes(UTF_8));
            define(set.get(i).id(), value, headers);
        }
    }

    public void retire(String segmentId) {
        define(segmentId, null, new RecordHeaders());
    }

    /** The changes committed from now on and before, as they come. */
    public Changes changes() {
        return new Changes(this);
    }

    /** What the compacted topic of memberships comes to. */
    public Map<String, CustomerMemberships> memberships() {
        return CommittedRecords.latest(
                this, TOPICS.segmentMemberships(), CustomerMemberships.class, CustomerMemberships.getClassSchema());
    }

    /** How many records were refused. */
    public int deadLetters() {
        return CommittedRecords.of(this, TOPICS.deadLetters()).size();
    }

    /** A customer for each partition. */
    public static List<String> oneCustomerAPartition() {
        Map<Integer, String> customers = new HashMap<>();
        for (int i = 0; customers.size() < PARTITIONS; i++) {
            String customer = "past-the-end-" + i;
            customers.putIfAbsent(Partitioner.MURMUR2.partition(customer.getBytes(UTF_8), PARTITIONS), customer);
        }
        return List.copyOf(customers.values());
    }

    @Override
    public void close() {
        definitions.close();
        loader.close();
        registry.close();
        schemas.close();
        broker.close();
    }

    private void define(String segmentId, byte[] value, Headers headers) {
        definitions.send(
                new ProducerRecord<>(
                        TOPICS.segmentDefinitions(), 0, null, DefinitionRecords.key(segmentId), value, headers),
                (sent, failure) -> {
                    if (failure != null) {
                        throw new AssertionError("The definitions could not be published", failure);
                    }
                });
        definitions.flush();
    }

    /** All topics. */
    private void createTopics() {
        List<String> compacted =
                List.of(TOPICS.customerProfiles(), TOPICS.segmentDefinitions(), TOPICS.segmentMemberships());
        List<NewTopic> topics = new ArrayList<>();
        for (String name : TOPICS.all()) {
            int partitions = name.equals(TOPICS.segmentDefinitions()) ? 1 : PARTITIONS;
            topics.add(new NewTopic(name, partitions, (short) 1)
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG, compacted.contains(name) ? "compact" : "delete")));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopics.create(admin, topics);
        } catch (Exception e) {
            throw new IllegalStateException("The topics could not be created", e);
        }
    }
}
