package dev.segue.assignment.task;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.wire.Intake;
import dev.segue.wire.Reading;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A value of an input topic, and what it says. It is read once, when it comes to the head of its partition: there its event time
 * decides which partition's record is next.
 */
public final class Received {

    private final byte[] value;
    private Reading reading;
    private long writtenAt;

    /** @param value as received; null for a tombstone */
    public Received(byte[] value) {
        this.value = value;
    }

    byte[] value() {
        return value;
    }

    Reading reading() {
        return reading;
    }

    /** The record's own timestamp: when it was written, by the wall clock of whoever wrote it or of the broker. */
    long writtenAt() {
        return writtenAt;
    }

    /**
     * Reads records and gives their order among a task's partitions: by event time, no later than the wall clock. What has none,
     * a tombstone, goes by when it was written; what cannot be read goes at once. This is for order alone: Segue's clock is not
     * stream time.
     */
    public record Reader(Intake intake, LongSupplier wallClock) implements TimestampExtractor {

        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            Received received = (Received) record.value();
            long now = wallClock.getAsLong();
            received.writtenAt = record.timestamp();
            received.reading =
                    intake.read(record.topic(), record.partition(), (byte[]) record.key(), received.value, now);
            if (received.reading instanceof Reading.Accepted accepted) {
                return Math.max(0, Math.min(timeOf(accepted.event(), record.timestamp()), now));
            }
            return Math.max(0, partitionTime);
        }

        private static long timeOf(CustomerEvent event, long written) {
            if (event instanceof Activity activity) {
                return activity.occurredAt();
            }
            return event instanceof ProfileUpdate profile ? profile.updatedAt() : written;
        }
    }
}
