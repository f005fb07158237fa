package dev.segue.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.cluster.CommittedRecords;
import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.DefinitionSetHeaders;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Refusal;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.Registry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the definitions topic.
 *
 * @param definition null where the segment is retired
 * @param together how many records were published as one set with it
 */
public record Published(String segmentId, PublishedDefinition definition, int together) {

    static List<Published> on(Map<String, String> client, Registry registry, Topics topics) {
        DefinitionRecords records = new DefinitionRecords(registry, topics);
        List<Published> published = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(client, topics.segmentDefinitions())) {
            published.add(of(records, record));
        }
        return published;
    }

    private static Published of(DefinitionRecords records, ConsumerRecord<byte[], byte[]> record) {
        Header size = record.headers().lastHeader(DefinitionSetHeaders.SIZE);
        int together = size == null ? 1 : Integer.parseInt(new String(size.value(), UTF_8));
        try {
            PublishedDefinition definition = record.value() == null ? null : records.read(record.key(), record.value());
            return new Published(new String(record.key(), UTF_8), definition, together);
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is one set and never was another. */
    static boolean isOneSet(List<Published> all) {
        Set<String> segments = new HashSet<>();
        return !all.isEmpty()
                && all.stream()
                        .allMatch(one ->
                                one.definition != null && one.together == all.size() && segments.add(one.segmentId));
    }

    /** The set that is there in the end. */
    static List<SegmentDefinition> last(List<Published> all) {
        Map<String, SegmentDefinition> last = new TreeMap<>();
        for (Published one : all) {
            if (one.definition == null) {
                last.remove(one.segmentId);
            } else {
                last.put(one.segmentId, one.definition.definition());
            }
        }
        return List.copyOf(last.values());
    }

    /** By segment, the numbers of all versions that there ever were. */
    static Map<String, Set<Integer>> versions(List<Published> all) {
        Map<String, Set<Integer>> versions = new TreeMap<>();
        for (Published one : all) {
            if (one.definition != null) {
                Set<Integer> own = versions.computeIfAbsent(one.segmentId, any -> new TreeSet<>());
                own.add(one.definition.definition().version());
                one.definition.history().forEach(before -> own.add(before.version()));
            }
        }
        return versions;
    }
}
