package dev.segue.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.CustomerMemberships;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.privacy.Canary;
import dev.segue.privacy.Told;
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
import java.util.Set;
import java.util.TreeSet;
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

    private static final String NAME = "test-cluster";

    public static final int PARTITIONS = 4;
    public static final Topics TOPICS = Topics.DEFAULT;

    private final Brokers brokers;
    private final Topics topics;
    private final String scope;
    private EmbeddedRegistry schemas;
    private final Registry registry;
    private final Sender sender;
    private final KafkaProducer<byte[], byte[]> definitions;
    private final Set<String> clocks = new TreeSet<>();

    private TestCluster(Brokers brokers, Topics topics, String name) {
        this.brokers = brokers;
        this.topics = topics;
        this.scope = name;
        this.schemas = EmbeddedRegistry.start(0, name);
        Map<String, Object> client = Map.of("bootstrap.servers", brokers.bootstrapServers());
        registry = Registry.connect(Map.of("schema.registry.url", schemas.scopeUrl()));
        sender = new Sender(brokers.bootstrapServers(), topics, registry);
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
        return start(Brokers.embedded(broker), TOPICS, NAME);
    }

    /**
     * Starts one with topics of its own on these brokers, which end with it no more than they began with it.
     *
     * @param name of it and, with what follows, of each of its topics
     */
    public static TestCluster on(Brokers brokers, String name) {
        Topics topics = new Topics(
                name + "-" + TOPICS.clickstream(),
                name + "-" + TOPICS.purchases(),
                name + "-" + TOPICS.customerProfiles(),
                name + "-" + TOPICS.segmentDefinitions(),
                name + "-" + TOPICS.segmentChanges(),
                name + "-" + TOPICS.segmentMemberships(),
                name + "-" + TOPICS.deadLetters());
        return start(brokers, topics, name);
    }

    private static TestCluster start(Brokers brokers, Topics topics, String name) {
        TestCluster cluster = new TestCluster(brokers, topics, name);
        cluster.createTopics();
        // as at any start but the first, and an outage's end need not number new schemas
        new Outbox(cluster.registry, topics).register();
        return cluster;
    }

    /** The settings of a service in this cluster. */
    public Map<String, String> settings(Path state, String clock) {
        clocks.add(clock);
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers.bootstrapServers());
        settings.put("schema.registry.url", schemas.url());
        settings.put("state.dir", state.toString());
        settings.put("num.stream.threads", "2");
        settings.put("num.standby.replicas", "0");
        settings.put("main.consumer.session.timeout.ms", "2000");
        settings.put("main.consumer.heartbeat.interval.ms", "500");
        settings.put("segue.clock", clock);
        settings.put("segue.http.port", "0");
        if (topics != TOPICS) {
            settings.put("application.id", scope);
            settings.put("segue.topic.clickstream", topics.clickstream());
            settings.put("segue.topic.purchases", topics.purchases());
            settings.put("segue.topic.customer-profiles", topics.customerProfiles());
            settings.put("segue.topic.segment-definitions", topics.segmentDefinitions());
            settings.put("segue.topic.segment-changes", topics.segmentChanges());
            settings.put("segue.topic.segment-memberships", topics.segmentMemberships());
            settings.put("segue.topic.dead-letters", topics.deadLetters());
        }
        return settings;
    }

    /** How the clocks of the services in it go: {@code event} or {@code live}, or both where there are some of each. */
    public Set<String> clocks() {
        return clocks;
    }

    /** What the names of the services' transactions begin with. */
    public String service() {
        return topics == TOPICS ? "segue" : scope;
    }

    /** The registry itself, whatever becomes of its address. */
    public Registry registry() {
        return registry;
    }

    /** Of the cluster; names of topics of its own, and of the state behind them, begin with it. */
    public String name() {
        return scope;
    }

    public Topics topics() {
        return topics;
    }

    /** Takes the schema registry away. What is sent and read by this cluster needs it no more. */
    public RegistryOutage beginRegistryOutage() {
        return new RegistryOutage(schemas, scope);
    }

    public void end(RegistryOutage outage) throws Exception {
        schemas = outage.end();
    }

    /** What a client needs to connect. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    public String bootstrapServers() {
        return brokers.bootstrapServers();
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
        String id = Canary.customer(customer) + " " + type + " " + occurredAt;
        return new Click(id, customer, type, occurredAt, null, null, null, null, null, Map.of("note", Canary.MARK));
    }

    public void send(CustomerEvent event) {
        sender.send(event);
    }

    /** Waits until all that was sent is written. */
    public void flush() {
        sender.flush();
    }

    /** All that was sent and is written. */
    public List<Sent> sent() {
        return sender.sent();
    }

    /** Publishes definitions as one set; those published before stay beside them. */
    public void publish(String yaml) throws InvalidDefinitions {
        List<SegmentDefinition> set = Definitions.read(yaml);
        DefinitionRecords records = new DefinitionRecords(registry, topics);
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
                client(),
                registry,
                topics.segmentMemberships(),
                CustomerMemberships.class,
                CustomerMemberships.getClassSchema());
    }

    /** How many records were refused. */
    public int deadLetters() {
        return CommittedRecords.of(this, topics.deadLetters()).size();
    }

    /** A customer for each partition. */
    public static List<String> oneCustomerAPartition() {
        Map<Integer, String> customers = new HashMap<>();
        for (int i = 0; customers.size() < PARTITIONS; i++) {
            String customer = Canary.customer("past-the-end-" + i);
            customers.putIfAbsent(Partitioner.MURMUR2.partition(customer.getBytes(UTF_8), PARTITIONS), customer);
        }
        return List.copyOf(customers.values());
    }

    @Override
    public void close() {
        if (topics == TOPICS) {
            CommittedRecords.of(this, topics.deadLetters()).forEach(letter -> Told.keepHeaders(letter.headers()));
        }
        definitions.close();
        sender.close();
        registry.close();
        schemas.close();
        if (topics == TOPICS) {
            brokers.close();
        }
    }

    private void define(String segmentId, byte[] value, Headers headers) {
        definitions.send(
                new ProducerRecord<>(
                        topics.segmentDefinitions(), 0, null, DefinitionRecords.key(segmentId), value, headers),
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
                List.of(topics.customerProfiles(), topics.segmentDefinitions(), topics.segmentMemberships());
        List<NewTopic> wanted = new ArrayList<>();
        for (String name : topics.all()) {
            int partitions = name.equals(topics.segmentDefinitions()) ? 1 : PARTITIONS;
            wanted.add(new NewTopic(name, partitions, brokers.replicas())
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG, compacted.contains(name) ? "compact" : "delete")));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
            NewTopics.create(admin, wanted);
        } catch (Exception e) {
            throw new IllegalStateException("The topics could not be created", e);
        }
    }
}
