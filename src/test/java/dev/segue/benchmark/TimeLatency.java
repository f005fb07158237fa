package dev.segue.benchmark;

import dev.segue.assignment.AssignmentService;
import dev.segue.avro.ChangeType;
import dev.segue.avro.SegmentChange;
import dev.segue.catalog.Catalog;
import dev.segue.catalog.Edition;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.config.Settings;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Click;
import dev.segue.metric.Metrics;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.EventRecords;
import dev.segue.wire.registry.Registry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long after its instant a change by time alone is visible to a consumer that reads what is committed, while nothing at
 * all is written to the inputs: broker, registry and service in one process. Prints the delays' median, p99 and worst in
 * milliseconds.
 */
public final class TimeLatency {

    private static final int CUSTOMERS = 300;
    private static final String DEFINITIONS = """
            segments:
              - id: here
                name: Here
                enter: events("page_view").within(seconds(20)).count() >= 1
            """;

    private TimeLatency() {}

    /** Runs it; takes about a minute. */
    public static void main(String[] args) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                EmbeddedRegistry registry = EmbeddedRegistry.start(0, "time-latency")) {
            Path state = Path.of(
                    "target",
                    "time-latency-state",
                    String.valueOf(ProcessHandle.current().pid()));
            Map<String, String> common = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "schema.registry.url",
                    registry.url(),
                    "state.dir",
                    state.toString(),
                    "num.standby.replicas",
                    "0",
                    "segue.topics.create",
                    "true",
                    "segue.topics.partitions",
                    "4");
            Settings settings = Settings.of(common, Settings.CLUSTER);
            try (AssignmentService service = new AssignmentService(settings, Metrics.disabled())) {
                service.start();
                publish(settings);
                long[] delays = measure(settings);
                System.out.printf(
                        "changes by time alone, %d on 4 idle partitions: median %d ms, p99 %d ms, worst %d ms%n",
                        delays.length,
                        delays[delays.length / 2],
                        delays[delays.length * 99 / 100],
                        delays[delays.length - 1]);
            }
        }
    }

    private static void publish(Settings settings) throws Exception {
        try (Registry registry = Registry.connect(settings.registryProperties())) {
            DefinitionRecords records = new DefinitionRecords(registry, settings.topics());
            records.register();
            Catalog catalog = new Catalog(settings.kafka(), settings.topics().segmentDefinitions(), records);
            try (Publication publication = catalog.begin()) {
                publication.publish(
                        Revision.plan(catalog.read(), Definitions.read(DEFINITIONS), false, new Edition(1, "me", null)),
                        System::currentTimeMillis);
            }
        }
    }

    private static long[] measure(Settings settings) {
        Map<String, Object> client = new java.util.HashMap<>(settings.kafka());
        client.put("isolation.level", "read_committed");
        client.put("specific.avro.reader", true);
        Deserializer<?> changes = new KafkaAvroDeserializer();
        changes.configure(client, false);
        try (KafkaConsumer<String, ?> consumer = new KafkaConsumer<>(client, new StringDeserializer(), changes)) {
            List<TopicPartition> partitions = IntStream.range(0, 4)
                    .mapToObj(p -> new TopicPartition(settings.topics().segmentChanges(), p))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            write(client);
            List<Long> delays = new ArrayList<>();
            while (delays.size() < CUSTOMERS) {
                consumer.poll(Duration.ofMillis(5)).forEach(record -> {
                    SegmentChange change = (SegmentChange) (Object) record.value();
                    if (change.getType() == ChangeType.EXITED) {
                        delays.add(System.currentTimeMillis()
                                - change.getOccurredAt().toEpochMilli());
                    }
                });
            }
            return delays.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    // all views at once, dated over the last eighteen seconds: they leave the window one by one while nothing is
    // written
    private static void write(Map<String, Object> client) {
        Serializer<Object> avro = new KafkaAvroSerializer();
        avro.configure(client, false);
        Random random = new Random(1);
        long now = System.currentTimeMillis();
        long[] instants = random.longs(CUSTOMERS, now - 12_000, now).sorted().toArray();
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(client, new StringSerializer(), avro)) {
            Arrays.stream(instants).forEach(at -> {
                Click click = new Click(
                        "e" + at,
                        "c" + random.nextInt(1_000_000),
                        "page_view",
                        at,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of());
                producer.send(new ProducerRecord<>("clickstream", click.customerId(), EventRecords.recordOf(click)));
            });
        }
    }
}
