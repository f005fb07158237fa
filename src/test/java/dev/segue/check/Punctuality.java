package dev.segue.check;

import dev.segue.avro.SegmentChange;
import dev.segue.cluster.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a clock went on though a record was there to be read before. What a producer heard to be written has to be read before
 * the wall clock may take a task's clock past that instant; only another record may do so, by its own time.
 */
final class Punctuality {

    /** The clocks of producer and service are one, and seen at somewhat different instants. */
    private static final long GRACE_MILLIS = 50;

    /** By place of a record, the latest time of those that may have been read before it. */
    private final Map<Place, Long> others = new HashMap<>();

    private Punctuality(List<Received> inputs) {
        Map<Integer, Map<String, Long>> latest = new HashMap<>();
        inputs.forEach(one -> ofPartition(latest, one).merge(one.place().topic(), time(one), Math::max));
        Map<Integer, Map<String, Long>> reached = new HashMap<>();
        for (Received one : inputs) {
            Map<String, Long> before = new HashMap<>(ofPartition(latest, one));
            String topic = one.place().topic();
            before.put(topic, ofPartition(reached, one).getOrDefault(topic, 0L));
            others.put(one.place(), before.values().stream().max(Long::compare).orElse(0L));
            ofPartition(reached, one).merge(topic, time(one), Math::max);
        }
    }

    static List<String> findings(Contents contents) {
        Punctuality punctuality = new Punctuality(contents.inputs());
        List<String> findings = new ArrayList<>();
        for (SegmentChange change : contents.changes()) {
            Sent sent = change.getTrigger() == null ? null : contents.sent().get(Place.of(change));
            if (sent != null && change.getOccurredAt().toEpochMilli() > punctuality.latest(sent, Place.of(change))) {
                long late = change.getOccurredAt().toEpochMilli() - sent.acknowledged();
                findings.add("the clock was " + late + " ms past what was acknowledged to be there to read, "
                        + Place.of(change) + ": " + Differences.brief(change));
            }
        }
        return findings;
    }

    /** The latest that the clock may be when the record is met. */
    private long latest(Sent sent, Place place) {
        long own = Math.max(sent.acknowledged() + GRACE_MILLIS, Past.timeOf(sent.event()));
        return Math.max(own, others.getOrDefault(place, 0L));
    }

    private static Map<String, Long> ofPartition(Map<Integer, Map<String, Long>> times, Received one) {
        return times.computeIfAbsent(one.place().partition(), any -> new HashMap<>());
    }

    private static long time(Received one) {
        return one.event() == null ? 0 : Past.timeOf(one.event());
    }
}
