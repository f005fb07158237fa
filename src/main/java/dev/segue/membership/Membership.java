package dev.segue.membership;

/**
 * A segment that a customer is in.
 *
 * @param segmentVersion the version of its definition in force
 * @param since when the customer entered, epoch milliseconds (event time)
 * @param exitExpectedAt when the customer will leave if nothing happens; null for never or not found
 */
public record Membership(String segmentId, int segmentVersion, long since, Long exitExpectedAt, Arm arm) {

    Membership endingAt(Long instant) {
        return new Membership(segmentId, segmentVersion, since, instant, arm);
    }
}
