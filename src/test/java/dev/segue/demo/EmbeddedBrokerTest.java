package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.NewTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0, Map.of("num.partitions", "3"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldGiveBackOnlyWhatWasCommitted() throws Exception {
        create("transactions");

        try (KafkaProducer<String, String> producer = transactionalProducer()) {
            producer.initTransactions();
            send(producer, "kept");
            producer.commitTransaction();
            send(producer, "taken back");
            producer.abortTransaction();
            send(producer, "kept too");
            producer.commitTransaction();
        }

        assertThat(readCommitted("transactions", 2)).containsExactly("kept", "kept too");
    }

    @Test
    void shouldListenOnLoopbackOnly() throws Exception {
        var nodes = admin.describeCluster().nodes().get();

        assertThat(nodes).hasSize(1).allSatisfy(node -> {
            assertThat(node.host()).isEqualTo("127.0.0.1");
            assertThat(node.host() + ":" + node.port()).isEqualTo(broker.bootstrapServers());
        });
    }

    @Test
    void shouldTakeTheSettingsItIsGiven() throws Exception {
        NewTopics.create(admin, List.of(new NewTopic("by-default", Optional.empty(), Optional.empty())));

        var topic = admin.describeTopics(List.of("by-default")).allTopicNames().get();
        assertThat(topic.get("by-default").partitions()).hasSize(3);
    }

    @Test
    void shouldNotCreateTopicsOnItsOwn() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "allow.auto.create.topics", true);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.partitionsFor("never-created", Duration.ofSeconds(2));
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            // also an answer for a topic that is not there
        }

        assertThatThrownBy(() -> admin.describeTopics(List.of("never-created"))
                        .allTopicNames()
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void shouldLeaveNothingBehindWhenClosed() {
        EmbeddedBroker other = EmbeddedBroker.start();
        Path directory = other.directory();
        assertThat(directory).isNotEmptyDirectory();

        other.close();
        other.close();

        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        int taken = Integer.parseInt(broker.bootstrapServers().split(":")[1]);

        assertThatThrownBy(() -> EmbeddedBroker.start(taken, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the embedded broker cannot listen on 127.0.0.1:" + taken);
    }

    private static void create(String topic) throws Exception {
        NewTopics.create(admin, List.of(new NewTopic(topic, 1, (short) 1)));
    }

    private static KafkaProducer<String, String> transactionalProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "broker-test"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, String value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("transactions", "k", value));
        producer.flush();
    }

    private static List<String> readCommitted(String topic, int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "broker-test",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
                return values.size() >= atLeast;
            });
        }
        return values;
    }
}
