package dev.segue.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.SharedFolder;
import dev.segue.avro.SegmentChange;
import dev.segue.catalog.Publication;
import dev.segue.config.Settings;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.metric.Metrics;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Partitioner;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service on a real broker. Real histories come from beside the project. */
class AssignmentServiceTest {

    private static final int PARTITIONS = 4;
    private static final Topics TOPICS = Topics.DEFAULT;

    private record Crossing(long occurredAt, String customerId, String segmentId, String type) {}

    @TempDir
    private Path states;

    private EmbeddedBroker broker;
    private EmbeddedRegistry schemas;
    private Registry registry;

    @BeforeEach
    void startCluster() {
        broker = EmbeddedBroker.start();
        schemas = EmbeddedRegistry.start(0, "assignment-service");
        registry = Registry.connect(Map.of("schema.registry.url", schemas.scopeUrl()));
    }

    @AfterEach
    void stopCluster() {
        registry.close();
        schemas.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uci", "rees46"})
    void shouldMakeEveryExpectedChangeAndNoOther(String history) throws Exception {
        Path folder = SharedFolder.path("acceptance");
        List<Crossing> expected = expected(folder.resolve("expected-" + history + ".jsonl.gz"));
        load(folder, history);

        List<SegmentChange> changes;
        try (AssignmentService service = service("state", "event");
                Changes found = new Changes()) {
            service.start();
            changes = found.all(expected.size());
        }

        assertThat(changes.stream().map(AssignmentServiceTest::crossing)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItIsStoppedAtAnyMoment() throws Exception {
        Path folder = SharedFolder.path("acceptance");
        List<Crossing> expected = expected(folder.resolve("expected-uci.jsonl.gz"));
        load(folder, "uci");
        Random random = new Random(7);

        List<SegmentChange> changes;
        try (Changes found = new Changes()) {
            for (int stop = 1; stop <= 3; stop++) {
                // with the state of the one before, and with none
                AssignmentService service = service(stop < 3 ? "first" : "fresh", "event");
                service.start();
                found.read(expected.size() * stop / 5 + random.nextInt(1_000));
                service.close(Duration.ZERO);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> service.streams().state().hasCompletedShutdown());
            }
            try (AssignmentService last = service("fresh", "event")) {
                last.start();
                changes = found.all(expected.size());
            }
        }

        assertThat(changes.stream().map(AssignmentServiceTest::crossing)).containsExactlyInAnyOrderElementsOf(expected);
        shouldAlternateInDenseSequences(changes);
    }

    @Test
    void shouldLetOutByTheWallClockOnceNothingIsUnread() throws Exception {
        String yaml = """
                segments:
                  - {id: active, name: Active, enter: 'events("page_view").within(seconds(2)).count() > 0'}
                """;
        try (AssignmentService service = service("state", "live");
                KafkaProducer<byte[], byte[]> producer = producer()) {
            service.start();
            publish(producer, yaml);
            await().atMost(Duration.ofSeconds(60)).until(service::isReady);
            long now = System.currentTimeMillis();
            send(
                    producer,
                    new AvroWriter(registry),
                    new Click("e1", "c1", "page_view", now, null, null, null, null, null, Map.of()));

            List<SegmentChange> changes;
            try (Changes found = new Changes()) {
                changes = found.all(2);
            }

            assertThat(changes).extracting(change -> change.getType().name()).containsExactly("ENTERED", "EXITED");
            assertThat(changes.get(1).getOccurredAt().toEpochMilli()).isEqualTo(now + 2_000);
            assertThat(changes.get(1).getDetectedAt().toEpochMilli()).isGreaterThan(now + 2_000);
        }
    }

    private static void shouldAlternateInDenseSequences(List<SegmentChange> changes) {
        Map<String, Long> sequences = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (SegmentChange change : changes) {
            String customer = change.getCustomerId();
            String type = change.getType().name();
            assertThat(change.getSequence()).isEqualTo(sequences.merge(customer, 1L, Long::sum));
            String before = types.put(customer + " " + change.getSegmentId(), type);
            assertThat(type).isEqualTo("ENTERED".equals(before) ? "EXITED" : "ENTERED");
        }
    }

    private AssignmentService service(String state, String clock) throws Exception {
        Map<String, String> given = new HashMap<>();
        given.put("bootstrap.servers", broker.bootstrapServers());
        given.put("schema.registry.url", schemas.scopeUrl());
        given.put("state.dir", states.resolve(state).toString());
        given.put("num.stream.threads", "2");
        given.put("num.standby.replicas", "0");
        given.put("segue.clock", clock);
        given.put("segue.topics.partitions", String.valueOf(PARTITIONS));
        given.put("segue.topics.create", "true");
        return new AssignmentService(Settings.of(given, Settings.CLUSTER), Metrics.disabled());
    }

    private void load(Path folder, String history) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaProducer<byte[], byte[]> producer = producer();
                TextFile file = TextFile.open(folder.resolve("events-" + history + ".jsonl.gz"))) {
            List<NewTopic> topics = new ArrayList<>();
            TOPICS.inputs().forEach(topic -> topics.add(new NewTopic(topic, PARTITIONS, (short) 1)));
            topics.add(new NewTopic(TOPICS.segmentDefinitions(), 1, (short) 1));
            admin.createTopics(topics).all().get();
            publish(producer, Files.readString(folder.resolve("segments.yaml")));
            Iterator<? extends CustomerEvent> events = Format.JSONL.read(file, new Intake());
            AvroWriter writer = new AvroWriter(registry);
            while (events.hasNext()) {
                send(producer, writer, events.next());
            }
            long past = until(folder, history) + 1;
            for (String customer : oneCustomerAPartition()) {
                send(producer, writer, new Click("end", customer, "end", past, null, null, null, null, null, Map.of()));
            }
        }
    }

    /** Topics this young may refuse a first batch, and what was sent behind it must not overtake it. */
    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "linger.ms",
                        20,
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, AvroWriter writer, CustomerEvent event) {
        String topic = TOPICS.of(EventRecords.inputOf(event));
        byte[] value = writer.write(topic, EventRecords.recordOf(event));
        producer.send(new ProducerRecord<>(topic, event.customerId().getBytes(UTF_8), value), (sent, failure) -> {
            if (failure != null) {
                throw new AssertionError("The histories could not be loaded", failure);
            }
        });
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, String yaml) throws Exception {
        DefinitionRecords records = new DefinitionRecords(registry, TOPICS);
        List<SegmentDefinition> definitions = Definitions.read(yaml);
        for (int i = 0; i < definitions.size(); i++) {
            SegmentDefinition definition = definitions.get(i);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    TOPICS.segmentDefinitions(),
                    DefinitionRecords.key(definition.id()),
                    records.write(PublishedDefinition.first(definition, 0, null, null)));
            record.headers().add(Publication.INDEX, String.valueOf(i).getBytes(UTF_8));
            record.headers()
                    .add(Publication.SIZE, String.valueOf(definitions.size()).getBytes(UTF_8));
            producer.send(record);
        }
    }

    private static List<String> oneCustomerAPartition() {
        Map<Integer, String> customers = new HashMap<>();
        for (int i = 0; customers.size() < PARTITIONS; i++) {
            String customer = "past-the-end-" + i;
            customers.putIfAbsent(Partitioner.MURMUR2.partition(customer.getBytes(UTF_8), PARTITIONS), customer);
        }
        return List.copyOf(customers.values());
    }

    private static long until(Path folder, String history) throws Exception {
        Matcher row = Pattern.compile("\\| `events-" + history + "[^|]*\\|[^|]*\\|[^|]*\\| (\\d+) \\|")
                .matcher(Files.readString(folder.resolve("README.md")));
        assertThat(row.find()).as("the table names until").isTrue();
        return Long.parseLong(row.group(1));
    }

    private static List<Crossing> expected(Path file) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<Crossing> crossings = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                crossings.add(new Crossing(
                        node.get("occurredAt").asLong(),
                        node.get("customerId").asText(),
                        node.get("segmentId").asText(),
                        node.get("type").asText()));
            }
        }
        return crossings;
    }

    private static Crossing crossing(SegmentChange change) {
        return new Crossing(
                change.getOccurredAt().toEpochMilli(),
                change.getCustomerId(),
                change.getSegmentId(),
                change.getType().name());
    }

    /** What a consumer of committed changes sees. */
    private final class Changes implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "changes",
                        "metadata.max.age.ms", 500,
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        private final AvroReader reader = new AvroReader(registry);
        private final List<SegmentChange> found = new ArrayList<>();

        Changes() {
            consumer.subscribe(List.of(TOPICS.segmentChanges()));
        }

        /** Reads until there are at least so many. */
        void read(int count) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> poll() >= count);
        }

        /** Reads so many, and what else may come while nothing should. */
        List<SegmentChange> all(int count) {
            read(count);
            for (int before = -1; before < found.size(); ) {
                before = found.size();
                consumer.poll(Duration.ofSeconds(2)).forEach(record -> add(record.value()));
            }
            return found;
        }

        private int poll() {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> add(record.value()));
            return found.size();
        }

        private void add(byte[] value) {
            try {
                found.add((SegmentChange) reader.read(TOPICS.segmentChanges(), value, SegmentChange.getClassSchema()));
            } catch (dev.segue.wire.Refusal e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
