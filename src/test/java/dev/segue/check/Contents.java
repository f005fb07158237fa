package dev.segue.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.cluster.CommittedRecords;
import dev.segue.cluster.Sent;
import dev.segue.cluster.TestCluster;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.InputRules;
import dev.segue.wire.Intake;
import dev.segue.wire.Reading;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that the topics of a cluster at rest hold.
 *
 * @param inputs what is committed, each partition's in order
 * @param changes what is committed, each partition's in order
 * @param memberships what the compacted topic comes to, by customer
 * @param deadLetters where the refused records came from, as their headers say
 * @param open sentences about transactions that were left open
 * @param published the definitions topic, in order
 * @param sent what the test itself sent and is acknowledged, by where it lies; nothing where that is not known
 */
public record Contents(
        List<Received> inputs,
        List<SegmentChange> changes,
        Map<String, CustomerMemberships> memberships,
        List<Place> deadLetters,
        List<String> open,
        List<Published> published,
        Map<Place, Sent> sent) {

    public static Contents of(TestCluster cluster) {
        Map<Place, Sent> sent = new TreeMap<>();
        cluster.sent().forEach(one -> sent.put(new Place(one.topic(), one.partition(), one.offset()), one));
        return of(cluster.client(), cluster.registry(), cluster.topics(), cluster.service(), sent);
    }

    /**
     * Of a cluster that was not made for the test.
     *
     * @param client what a client needs to connect that may read all
     * @param service what the names of the service's transactions begin with
     */
    public static Contents of(Map<String, String> client, Registry registry, Topics topics, String service) {
        return of(client, registry, topics, service, Map.of());
    }

    private static Contents of(
            Map<String, String> client, Registry registry, Topics topics, String service, Map<Place, Sent> sent) {
        List<SegmentChange> changes = changes(client, topics, new AvroReader(registry));
        Map<String, CustomerMemberships> memberships = CommittedRecords.latest(
                client,
                registry,
                topics.segmentMemberships(),
                CustomerMemberships.class,
                CustomerMemberships.getClassSchema());
        List<Place> deadLetters = deadLetters(client, topics);
        // after what is made of them: where some still come, whatever has made something is among them
        int partitions = CommittedRecords.partitions(client, topics.clickstream());
        List<Received> inputs = inputs(client, topics, new Intake(registry, topics, InputRules.DEFAULT, partitions));
        List<String> outputs = List.of(topics.segmentChanges(), topics.segmentMemberships(), topics.deadLetters());
        return new Contents(
                inputs,
                changes,
                memberships,
                deadLetters,
                OpenTransactions.in(client, outputs, service),
                Published.on(client, registry, topics),
                sent);
    }

    /** All but the customers who did something after the instant: where some always do, the others are at rest. */
    public Contents restingSince(long instant) {
        Set<String> busy = new HashSet<>();
        Set<Place> news = new HashSet<>();
        inputs.stream().filter(received -> received.at() > instant).forEach(received -> {
            news.add(received.place());
            if (received.event() != null) {
                busy.add(received.event().customerId());
            }
        });
        Map<String, CustomerMemberships> theirs = new TreeMap<>(memberships);
        theirs.keySet().removeAll(busy);
        return new Contents(
                inputs.stream()
                        .filter(one -> !news.contains(one.place()))
                        .filter(one -> one.event() == null
                                || !busy.contains(one.event().customerId()))
                        .toList(),
                changes.stream()
                        .filter(change -> !busy.contains(change.getCustomerId()))
                        .toList(),
                theirs,
                deadLetters.stream().filter(place -> !news.contains(place)).toList(),
                open,
                published,
                Map.of());
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
                inputs.add(new Received(
                        new Place(topic, record.partition(), record.offset()),
                        reading instanceof Reading.Accepted accepted ? accepted.event() : null,
                        record.timestamp()));
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
