package dev.segue.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.ClickEvent;
import dev.segue.check.Contents;
import dev.segue.cluster.CommittedRecords;
import dev.segue.cluster.NewTopics;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Click;
import dev.segue.event.Forget;
import dev.segue.privacy.BadRecords;
import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.EventRecords;
import dev.segue.wire.Partitioner;
import dev.segue.wire.registry.AvroWriter;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What can be wrong with what is read: records, and the registry that says how to read them. */
final class InputFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long WAITING_MILLIS = 3_000;
    private static final int UNKNOWN_SCHEMA = 987_654;

    private InputFaults() {}

    static void poison(Field field) throws Exception {
        sendPoison(field);
        InstanceFaults.killOnce(field);
        // that each is one dead letter is checked of all; here, that there is none of these reasons that was not put to
        // the test
        await("a dead letter for each reason")
                .atMost(PATIENCE)
                .until(() -> reasons(field.cluster())
                        .containsAll(Stream.of(DeadLetterReason.values())
                                .map(DeadLetterReason::code)
                                .toList()));
    }

    private static Set<String> reasons(TestCluster cluster) {
        return CommittedRecords.of(cluster, cluster.topics().deadLetters()).stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
                .collect(Collectors.toSet());
    }

    /** The topic that an output has to go to is not there for a while. */
    static void missingOutput(Field field) throws Exception {
        TestCluster cluster = field.cluster();
        String topic = cluster.topics().deadLetters();
        try (Admin admin = Admin.create(Map.copyOf(cluster.client()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            int restarts = field.instances().restarts();
            sendPoison(field);
            field.pause(12_000, 15_000);
            // on each partition there is something that can go nowhere, so that nothing may be committed of what comes
            // after it
            if (field.watch().quiet() < WAITING_MILLIS && field.instances().restarts() == restarts) {
                field.findings().add("changes came on while there was nowhere to put dead letters");
            }
            NewTopics.create(
                    admin,
                    List.of(new NewTopic(
                            topic, TestCluster.PARTITIONS, field.brokers().replicas())));
        }
        field.instances().heal();
        field.instances().awaitAllReady();
        field.pause(8_000, 8_000);
    }

    /** Records of each kind that cannot be used, and others that are no records at all on each partition and each topic. */
    private static void sendPoison(Field field) throws Exception {
        TestCluster cluster = field.cluster();
        BadRecords bad = new BadRecords(cluster, "mock://" + cluster.name());
        try (KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
            for (int round = 0; round < 6; round++) {
                field.pause(500, 1_500);
                for (DeadLetterReason reason : DeadLetterReason.values()) {
                    producer.send(bad.of(reason));
                }
                for (String topic : cluster.topics().inputs()) {
                    for (byte[] value : values(field)) {
                        byte[] key = field.customers().any(field.random()).getBytes(UTF_8);
                        int partition = Partitioner.MURMUR2.partition(key, TestCluster.PARTITIONS);
                        producer.send(new ProducerRecord<>(topic, partition, key, value));
                    }
                    producer.send(new ProducerRecord<>(topic, round % TestCluster.PARTITIONS, null, new byte[0]));
                    producer.send(new ProducerRecord<>(topic, 0, new byte[] {(byte) 0xff}, new byte[9]));
                }
                producer.flush();
            }
        }
    }

    private static List<byte[]> values(Field field) {
        byte[] noise = new byte[1 + field.random().nextInt(200)];
        field.random().nextBytes(noise);
        List<byte[]> values = new ArrayList<>();
        values.add(new byte[0]);
        values.add(noise);
        values.add(ByteBuffer.allocate(5 + noise.length)
                .put((byte) 0)
                .putInt(UNKNOWN_SCHEMA)
                .put(noise)
                .array());
        for (int id = 1; id <= 3; id++) {
            values.add(ByteBuffer.allocate(5 + noise.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(noise)
                    .array());
        }
        values.add(new byte[300_000]);
        return values;
    }

    /**
     * The registry treats whoever asks it in each bad way: those that run, which meet events in a form that they have not seen yet, and
     * one that starts, which asks before anything else.
     */
    static void badRegistry(Field field) throws Exception {
        RegistryFront registry = field.registry();
        for (RegistryFront.Mood mood : RegistryFront.Mood.values()) {
            // those that run have to know how what they usually read is written
            registry.become(RegistryFront.Mood.GOOD);
            field.instances().awaitAllReady();
            field.pause(3_000, 4_000);
            registry.become(mood);
            int form = sendInANewForm(field);
            await("a running instance asks for a schema while the registry is " + mood)
                    .atMost(PATIENCE)
                    .until(() -> registry.asked(mood, "/schemas/ids/" + form) > 0);
            int i = field.anyInstance();
            int before = registry.asked(mood, "/subjects/");
            field.instances().kill(i);
            field.instances().start(i);
            await("an instance that starts asks while the registry is " + mood)
                    .atMost(PATIENCE)
                    .until(() -> registry.asked(mood, "/subjects/") > before);
            field.pause(1_000, 3_000);
        }
        registry.become(RegistryFront.Mood.GOOD);
        field.instances().awaitAllReady();
        field.pause(2_000, 3_000);
    }

    /** An event on each partition, written with a schema that has one more field; its id. */
    private static int sendInANewForm(Field field) throws Exception {
        TestCluster cluster = field.cluster();
        String topic = cluster.topics().clickstream();
        Schema wider = wider("field" + Math.abs(field.random().nextLong()));
        int id = MockSchemaRegistry.getClientForScope(cluster.name()).register(topic + "-value", new AvroSchema(wider));
        long at = Traffic.BEGIN + field.load().count() * Traffic.STEP;
        AvroWriter writer = new AvroWriter(cluster.registry());
        try (KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
            for (String customer : TestCluster.oneCustomerAPartition()) {
                Click click =
                        new Click(customer + id, customer, "page_view", at, null, "i", null, null, null, Map.of());
                byte[] narrow = writer.write(topic, EventRecords.recordOf(click));
                // one more field at its end, zero
                byte[] wide = Arrays.copyOf(narrow, narrow.length + 1);
                ByteBuffer.wrap(wide).putInt(1, id);
                byte[] key = customer.getBytes(UTF_8);
                int partition = Partitioner.MURMUR2.partition(key, TestCluster.PARTITIONS);
                producer.send(new ProducerRecord<>(topic, partition, key, wide));
            }
        }
        return id;
    }

    private static Schema wider(String field) {
        Schema ours = ClickEvent.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>(ours.getFields().stream()
                .map(each -> new Schema.Field(each, each.schema()))
                .toList());
        fields.add(new Schema.Field(field, Schema.create(Schema.Type.INT), null, 0));
        return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    }

    private static KafkaProducer<byte[], byte[]> producer(TestCluster cluster) {
        return new KafkaProducer<>(Map.copyOf(cluster.client()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Customers are forgotten while they go on, and an instance is killed meanwhile. */
    static void forget(Field field) throws Exception {
        for (int round = 0; round < 40; round++) {
            field.pause(50, 200);
            field.cluster().send(new Forget(field.customers().own(field.random().nextInt(Customers.OWN / 3))));
            if (round % 15 == 7) {
                int i = field.anyInstance();
                field.instances().kill(i);
                field.instances().start(i);
            }
        }
        field.instances().awaitAllReady();
        field.pause(2_000, 3_000);
        if (Contents.of(field.cluster()).changes().stream()
                .noneMatch(change -> change.getReason() == ChangeReason.FORGOTTEN)) {
            field.findings().add("nobody was in a segment when they were forgotten");
        }
    }
}
