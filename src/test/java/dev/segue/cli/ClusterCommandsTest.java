package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cluster.NewTopics;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a cluster, against a real broker. */
class ClusterCommandsTest {

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static Admin admin;
    private static int tests;

    @TempDir
    Path folder;

    private Path config;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        registry = EmbeddedRegistry.start(0, "cluster-commands-test");
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        registry.close();
        broker.close();
    }

    /** Each test has topics of its own. */
    @BeforeEach
    void createTopics() throws Exception {
        tests++;
        List<NewTopic> topics = List.of(
                new NewTopic(topic("segment-definitions"), 1, (short) 1),
                new NewTopic(topic("clickstream"), 3, (short) 1),
                new NewTopic(topic("purchases"), 3, (short) 1),
                new NewTopic(topic("customer-profiles"), 3, (short) 1));
        NewTopics.create(admin, topics);
        config = Files.writeString(
                folder.resolve("segue.properties"),
                topics.stream()
                                .map(one -> "segue.topic." + one.name().replaceFirst("-\\d+$", "") + "=" + one.name()
                                        + "\n")
                                .collect(Collectors.joining())
                        // no service that may run on this machine is asked
                        + "segue.http.port=0\n");
    }

    private static String topic(String name) {
        return name + "-" + tests;
    }

    @Test
    void shouldPublishAFileAsOneSet() throws IOException {
        Shell shell = segue("segments", "apply", segments(3, "a", "b").toString(), "--author", "ada");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
        assertThat(shell.outLines()).containsExactly("created    a  version 1", "created    b  version 1");
        List<ConsumerRecord<String, byte[]>> records = records("segment-definitions");
        assertThat(records).extracting(ConsumerRecord::key).containsExactly("a", "b");
        assertThat(records).extracting(one -> header(one, "segue-set")).doesNotContainNull();
        assertThat(records.get(0).headers().lastHeader("segue-set"))
                .isEqualTo(records.get(1).headers().lastHeader("segue-set"));
        assertThat(records).extracting(one -> header(one, "segue-set-index")).containsExactly("0", "1");
        assertThat(records).extracting(one -> header(one, "segue-set-size")).containsExactly("2", "2");
    }

    @Test
    void shouldWriteOnlyWhatChangedAndRetireOnlyWhenPruning() throws IOException {
        segue("segments", "apply", segments(3, "a", "b").toString());

        Shell kept = segue("segments", "apply", segments(4, "a").toString());
        Shell pruned = segue("segments", "apply", segments(4, "a").toString(), "--prune");

        assertThat(kept.outLines()).containsExactly("changed    a  version 2", "unchanged  b");
        assertThat(pruned.outLines()).containsExactly("unchanged  a", "retired    b");
        assertThat(records("segment-definitions"))
                .extracting(ConsumerRecord::key)
                .containsExactly("a", "b", "a", "b");
        assertThat(records("segment-definitions").get(3).value()).isNull();
        assertThat(segue("segments", "list").outLines())
                .singleElement()
                .asString()
                .matches("a  version 2 .*  Segment a");
    }

    @Test
    void shouldWriteNothingOfASetThatIsInvalidOnlyTogetherWithWhatIsPublished() throws IOException {
        Path cycle = Files.writeString(folder.resolve("a.yaml"), """
                segments:
                  - {id: a, name: A, enter: inSegment("b")}
                """);
        segue("segments", "apply", segments(3, "a").toString());
        Path needsA = Files.writeString(folder.resolve("b.yaml"), """
                segments:
                  - {id: b, name: B, enter: inSegment("a")}
                """);
        Shell valid = segue("segments", "apply", needsA.toString());

        Shell invalid = segue("segments", "apply", cycle.toString());

        assertThat(valid.status()).isZero();
        assertThat(invalid.status()).isEqualTo(3);
        assertThat(invalid.out()).isEmpty();
        assertThat(invalid.errLines()).last().asString().matches("segue: \\d problems? in .*a.yaml");
        assertThat(records("segment-definitions")).hasSize(2);
    }

    @Test
    void shouldShowHowAFileDiffersFromWhatIsPublished() throws IOException {
        segue("segments", "apply", segments(3, "a").toString());

        Shell same = segue("segments", "diff", segments(3, "a").toString());
        Shell other = segue("segments", "diff", segments(5, "a").toString());

        assertThat(same).isEqualTo(new Shell(0, "", ""));
        assertThat(other.status()).isZero();
        assertThat(other.outLines()).startsWith("--- published/a", "+++ file/a");
    }

    @Test
    void shouldSayThatATopicIsMissing() throws IOException {
        Files.writeString(config, "segue.topic.segment-definitions=elsewhere");

        Shell shell = segue("segments", "list");

        assertThat(shell.status()).isEqualTo(1);
        assertThat(shell.errLines())
                .singleElement()
                .asString()
                .startsWith("segue: there is no topic elsewhere; create it");
    }

    @Test
    void shouldLoadRecordsIntoTheirTopicsDatedByTheWallClock() throws IOException {
        long before = System.currentTimeMillis();
        Path events = Files.writeString(folder.resolve("events.jsonl"), """
                {"topic":"customer-profiles","value":{"customerId":"c","updatedAt":1291191960000,"attributes":{}}}
                {"topic":"purchases","value":{"eventId":"p","customerId":"c","occurredAt":1291191960000,"amount":1,"currency":"EUR"}}
                {"topic":"clickstream","value":{"eventId":"k","customerId":"c","type":"page_view","occurredAt":1291191960000}}
                {"topic":"clickstream"}
                {"topic":"customer-profiles","key":"c","value":null}
                """);

        Shell shell = segue("replay", events.toString());

        assertThat(shell.status()).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.errLines())
                .containsExactly(
                        "loaded 4 records: 1 click, 1 profile, 1 purchase, 1 tombstone",
                        "left out 1 row: unusable record (the first: line 4: value is missing; a tombstone is written as"
                                + " null)");
        assertThat(records("clickstream")).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo("c");
            assertThat(one.timestamp()).isBetween(before, System.currentTimeMillis());
        });
        assertThat(records("purchases")).hasSize(1);
        assertThat(records("customer-profiles")).hasSize(2).last().matches(one -> one.value() == null);
    }

    @Test
    void shouldAnswerAFileOfAnotherFormatWithOneLine() throws IOException {
        Path events = Files.writeString(folder.resolve("events.csv"), "a,b\n1,2\n");

        Shell shell = segue("replay", events.toString(), "--format", "rees46");

        assertThat(shell.status()).isEqualTo(1);
        assertThat(shell.errLines()).contains("segue: the first line names no column event_time; it names [a, b]");
    }

    private Shell segue(String... arguments) {
        Stream<String> cluster = Stream.of(
                "--config",
                config.toString(),
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--schema-registry",
                registry.url());
        return Shell.run(Stream.concat(Stream.of(arguments), cluster).toArray(String[]::new));
    }

    private Path segments(int count, String... ids) throws IOException {
        StringBuilder text = new StringBuilder("segments:\n");
        for (String id : ids) {
            text.append("  - id: ").append(id).append("\n    name: Segment ").append(id);
            text.append("\n    enter: events(\"purchase\").within(days(30)).count() >= ")
                    .append(count)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("segments.yaml"), text);
    }

    private static String header(ConsumerRecord<?, ?> one, String name) {
        return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** All records, committed or not. */
    private static List<ConsumerRecord<String, byte[]>> records(String name) {
        String topic = topic(name);
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
