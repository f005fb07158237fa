package dev.segue.wire;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.membership.Arm;
import dev.segue.membership.Change;
import dev.segue.membership.Membership;
import dev.segue.membership.Trigger;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns what Segue says, changes and memberships, into records. */
public final class Outbox {

    /** Header that lets consumers filter by segment without decoding. */
    public static final String SEGMENT_ID = "segment-id";

    /** Header that lets consumers filter by ENTERED and EXITED without decoding. */
    public static final String CHANGE_TYPE = "change-type";

    private static final Change SAMPLE = new Change(
            "",
            "",
            "",
            1,
            Change.Type.ENTERED,
            Change.Reason.EVENT,
            0,
            1,
            null,
            List.of(),
            List.of(),
            null,
            Arm.TREATMENT);

    private final AvroWriter writer;
    private final Topics topics;

    public Outbox(Registry registry, Topics topics) {
        this.writer = new AvroWriter(registry);
        this.topics = topics;
    }

    /**
     * Has both schemas registered, so that nothing written later needs the registry, by any outbox of the same registry.
     * Waits while the registry is away.
     */
    public void register() {
        change(SAMPLE, 0);
        memberships("", 0, 0, List.of());
    }

    /** The key of all of a customer's records. */
    public static byte[] key(String customerId) {
        return customerId.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The value of a record of the changes topic.
     *
     * @param detectedAt the wall clock, epoch milliseconds
     */
    public byte[] change(Change change, long detectedAt) {
        return writer.write(topics.segmentChanges(), recordOf(change, detectedAt));
    }

    /** The headers of a record of the changes topic. */
    public static Headers headers(Change change) {
        return new RecordHeaders()
                .add(SEGMENT_ID, change.segmentId().getBytes(StandardCharsets.UTF_8))
                .add(CHANGE_TYPE, change.type().name().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value of a record of the memberships topic; a forgotten customer's is a tombstone instead.
     *
     * @param updatedAt when the last change occurred, epoch milliseconds
     * @param sequence that of the last change
     */
    public byte[] memberships(String customerId, long updatedAt, long sequence, List<Membership> memberships) {
        return writer.write(
                topics.segmentMemberships(),
                new CustomerMemberships(
                        customerId,
                        Instant.ofEpochMilli(updatedAt),
                        sequence,
                        memberships.stream().map(Outbox::recordOf).toList()));
    }

    /** The change as a record. */
    public static SegmentChange recordOf(Change change, long detectedAt) {
        return new SegmentChange(
                change.changeId(),
                change.customerId(),
                change.segmentId(),
                change.segmentVersion(),
                ChangeType.valueOf(change.type().name()),
                ChangeReason.valueOf(change.reason().name()),
                Instant.ofEpochMilli(change.occurredAt()),
                Instant.ofEpochMilli(detectedAt),
                change.sequence(),
                recordOf(change.trigger()),
                change.evidence().stream()
                        .map(e -> new dev.segue.avro.Evidence(e.expression(), e.value()))
                        .toList(),
                change.memberOf(),
                instant(change.exitExpectedAt()),
                recordOf(change.arm()));
    }

    private static dev.segue.avro.Trigger recordOf(Trigger trigger) {
        return trigger == null
                ? null
                : new dev.segue.avro.Trigger(trigger.topic(), trigger.partition(), trigger.offset(), trigger.eventId());
    }

    private static dev.segue.avro.Membership recordOf(Membership membership) {
        return new dev.segue.avro.Membership(
                membership.segmentId(),
                membership.segmentVersion(),
                Instant.ofEpochMilli(membership.since()),
                instant(membership.exitExpectedAt()),
                recordOf(membership.arm()));
    }

    private static dev.segue.avro.Arm recordOf(Arm arm) {
        return dev.segue.avro.Arm.valueOf(arm.name());
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
