package dev.segue.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.cluster.NewTopics;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Forget;
import dev.segue.wire.Partitioner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What can be wrong with what is read: records, and the registry that says how to read them. */
final class InputFaults {

    private static final int UNKNOWN_SCHEMA = 987_654;

    private InputFaults() {}

    static void poison(Field field) throws Exception {
        sendPoison(field);
        InstanceFaults.killOnce(field);
    }

    /** The topic that an output has to go to is not there for a while. */
    static void missingOutput(Field field) throws Exception {
        TestCluster cluster = field.cluster();
        String topic = cluster.topics().deadLetters();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            sendPoison(field);
            field.pause(12_000, 15_000);
            NewTopics.create(
                    admin,
                    List.of(new NewTopic(
                            topic, TestCluster.PARTITIONS, field.brokers().replicas())));
        }
        field.instances().heal();
        field.instances().awaitAllReady();
        field.pause(8_000, 8_000);
    }

    /** Records of each kind that cannot be used, on each partition and each topic. */
    private static void sendPoison(Field field) throws Exception {
        TestCluster cluster = field.cluster();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int round = 0; round < 6; round++) {
                field.pause(500, 1_500);
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

    /** The registry treats whoever asks it in each bad way while an instance starts, which has to ask it. */
    static void badRegistry(Field field) throws Exception {
        for (RegistryFront.Mood mood : RegistryFront.Mood.values()) {
            field.registry().become(mood);
            int i = field.anyInstance();
            field.instances().kill(i);
            field.instances().start(i);
            field.pause(6_000, 7_000);
        }
        field.registry().become(RegistryFront.Mood.GOOD);
        field.instances().awaitAllReady();
        field.pause(2_000, 3_000);
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
    }
}
