package dev.segue.membership;

import java.util.List;

/**
 * A customer entered or left a segment.
 *
 * @param changeId deterministic in customer, segment, sequence and occurredAt
 * @param segmentVersion the version of the definition that decided
 * @param occurredAt the instant of the change in event time, epoch milliseconds
 * @param sequence dense per customer, from 1
 * @param trigger the record that made the change, or null
 * @param evidence what the deciding rule measured at that instant
 * @param memberOf ids of all segments the customer is in after the change, sorted
 * @param exitExpectedAt of an entry: when the customer will leave if nothing happens; null for never or not found
 */
public record Change(
        String changeId,
        String customerId,
        String segmentId,
        int segmentVersion,
        Type type,
        Reason reason,
        long occurredAt,
        long sequence,
        Trigger trigger,
        List<Evidence> evidence,
        List<String> memberOf,
        Long exitExpectedAt,
        Arm arm) {

    /** In or out. */
    public enum Type {
        ENTERED,
        EXITED
    }

    /** What made it change. */
    public enum Reason {
        EVENT,
        TIME,
        PROFILE,
        SEGMENT,
        DEFINITION,
        FORGOTTEN
    }
}
