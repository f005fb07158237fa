package dev.segue.cluster;

import dev.segue.avro.SegmentChange;
import java.util.Collection;
import java.util.List;

/** A change as the expected ones are told: who crossed which border, in which direction, when. */
public record Crossing(long occurredAt, String customerId, String segmentId, String type) {

    public static Crossing of(SegmentChange change) {
        return new Crossing(
                change.getOccurredAt().toEpochMilli(),
                change.getCustomerId(),
                change.getSegmentId(),
                change.getType().name());
    }

    public static List<Crossing> of(Collection<SegmentChange> changes) {
        return changes.stream().map(Crossing::of).toList();
    }
}
