package dev.segue.bench.harness;

import dev.segue.demo.EmbeddedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker as its own process, a schema registry in this one, and what the broker tells of its topics. */
public final class Cluster implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;

    /** Nothing is compacted while it is measured how much was written. */
    public static final Map<String, String> KEEPING_ALL =
            Map.of("log.cleaner.min.compaction.lag.ms", String.valueOf(12L * 3_600_000));

    /** What is written is compacted soon and almost wholly, so that what is restored is what a compacted topic holds. */
    public static final Map<String, String> COMPACTING = Map.of(
            "log.segment.bytes", "1048576",
            "log.cleaner.backoff.ms", "500",
            "log.cleaner.min.cleanable.ratio", "0.01",
            "log.cleaner.dedupe.buffer.size", "268435456");

    private final Child broker;
    private final String bootstrap;
    private final EmbeddedRegistry registry;
    private final Admin admin;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();

    private Cluster(Child broker, String bootstrap) {
        this.broker = broker;
        this.bootstrap = bootstrap;
        this.registry = EmbeddedRegistry.start(0, "bench");
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /**
     * Starts both.
     *
     * @param directory where the broker keeps all it has
     * @param settings the broker's
     */
    public static Cluster start(Path directory, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms1g",
                "-Xmx1g",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName()));
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        Child broker = Child.start("broker", arguments, directory);
        Patience patience = new Patience(PATIENCE_MILLIS, "the broker did not start");
        while (true) {
            var ready = broker.printed(BrokerMain.READY);
            if (ready.isPresent()) {
                return new Cluster(broker, ready.get().substring(BrokerMain.READY.length()));
            }
            broker.check();
            patience.pause();
        }
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** For clients of other processes. */
    public String registryUrl() {
        return registry.url();
    }

    /** For clients in this process. */
    public String registryScope() {
        return registry.scopeUrl();
    }

    double cpuSeconds() {
        return ProcessUsage.cpuSeconds(broker.pid());
    }

    public void create(int partitions, String... topics) {
        List<NewTopic> wanted = new ArrayList<>();
        for (String topic : topics) {
            wanted.add(new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1")));
        }
        get(admin.createTopics(wanted).all());
    }

    /** The names of the topics that begin like this. */
    Set<String> topics(String begin) {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(begin))
                .collect(Collectors.toSet());
    }

    void delete(Collection<String> topics) {
        get(admin.deleteTopics(topics).all());
    }

    /** Sets one key of the topics' configuration. */
    void configure(Collection<String> topics, String key, String value) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        }
        get(admin.incrementalAlterConfigs(changes).all());
    }

    /** The end of each partition of the topics. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (String topic : topics) {
            partitions
                    .computeIfAbsent(topic, this::partitions)
                    .forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(one -> new TopicPartition(topic, one.partition()))
                .toList();
    }

    /** The sum of {@link #ends}: how many records were ever written, marks of transactions included. */
    public long written(Collection<String> topics) {
        return topics.isEmpty()
                ? 0
                : ends(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records the group has processed and committed. */
    long committed(String group) {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(one -> one == null ? 0 : one.offset())
                .sum();
    }

    /** How many records there are to be read in the topics. */
    long records(Set<String> topics) {
        Map<TopicPartition, Long> ends = ends(topics);
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long records = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                records += consumer.poll(Duration.ofMillis(100)).count();
            }
            return records;
        }
    }

    /** What the topics take on the broker's disk. */
    long bytes(Set<String> topics) {
        int node = get(admin.describeCluster().nodes()).iterator().next().id();
        return get(admin.describeLogDirs(List.of(node)).allDescriptions()).get(node).values().stream()
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> topics.contains(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailed("Kafka says: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
    }
}
