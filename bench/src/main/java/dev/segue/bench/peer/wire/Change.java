package dev.segue.bench.peer.wire;

import dev.segue.bench.peer.history.Crossing;

/**
 * A change of a customer's as it is told to others.
 *
 * @param topic with partition, offset and eventId: the record that made it; null where time did
 */
public record Change(
        String customerId,
        String segmentId,
        boolean entered,
        long occurredAt,
        long sequence,
        String topic,
        int partition,
        long offset,
        String eventId) {

    /** One that time made. */
    public static Change byTime(String customerId, Crossing crossing) {
        return byEvent(customerId, crossing, null, 0, 0, null);
    }

    /** One that a record made. */
    public static Change byEvent(
            String customerId, Crossing crossing, String topic, int partition, long offset, String eventId) {
        return new Change(
                customerId,
                crossing.segment().id(),
                crossing.entered(),
                crossing.occurredAt(),
                crossing.sequence(),
                topic,
                partition,
                offset,
                eventId);
    }
}
