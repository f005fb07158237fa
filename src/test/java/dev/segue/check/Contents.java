package dev.segue.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.cluster.CommittedRecords;
import dev.segue.cluster.TestCluster;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.InputRules;
import dev.segue.wire.Intake;
import dev.segue.wire.Reading;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that the topics of a cluster at rest hold.
 *
 * @param inputs what is committed, each partition's in order
 * @param changes what is committed, each partition's in order
 * @param memberships what the compacted topic comes to, by customer
 * @param deadLetters where the refused records came from, as their headers say
 * @param open partitions on which a transaction was left open
 */
public record Contents(
        List<Received> inputs,
        List<SegmentChange> changes,
        Map<String, CustomerMemberships> memberships,
        List<Place> deadLetters,
        List<String> open) {

    public static Contents of(TestCluster cluster) {
        return of(cluster.client(), cluster.registry(), cluster.topics(), TestCluster.PARTITIONS);
    }

    /**
     * Of a cluster that was not made for the test.
     *
     * @param client what a client needs to connect that may read all
     * @param partitions of each input
     */
    public static Contents of(Map<String, String> client, Registry registry, Topics topics, int partitions) {
        return new Contents(
                inputs(client, topics, new Intake(registry, topics, InputRules.DEFAULT, partitions)),
                changes(client, topics, new AvroReader(registry)),
                CommittedRecords.latest(
                        client,
                        registry,
                        topics.segmentMemberships(),
                        CustomerMemberships.class,
                        CustomerMemberships.getClassSchema()),
                deadLetters(client, topics),
                OpenTransactions.in(
                        client, List.of(topics.segmentChanges(), topics.segmentMemberships(), topics.deadLetters())));
    }

    private static List<SegmentChange> changes(Map<String, String> client, Topics topics, AvroReader reader) {
        return CommittedRecords.of(client, topics.segmentChanges()).stream()
                .map(record -> (SegmentChange) CommittedRecords.decode(reader, record, SegmentChange.SCHEMA$))
                .toList();
    }

    private static List<Received> inputs(Map<String, String> client, Topics topics, Intake intake) {
        List<Received> inputs = new ArrayList<>();
        for (String topic : topics.inputs()) {
            for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(client, topic)) {
                Reading reading =
                        intake.read(topic, record.partition(), record.key(), record.value(), record.timestamp());
                Place place = new Place(topic, record.partition(), record.offset());
                inputs.add(new Received(place, reading instanceof Reading.Accepted accepted ? accepted.event() : null));
            }
        }
        return inputs;
    }

    private static List<Place> deadLetters(Map<String, String> client, Topics topics) {
        return CommittedRecords.of(client, topics.deadLetters()).stream()
                .map(letter -> new Place(
                        header(letter, DeadLetters.TOPIC),
                        Integer.parseInt(header(letter, DeadLetters.PARTITION)),
                        Long.parseLong(header(letter, DeadLetters.OFFSET))))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
