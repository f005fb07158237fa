package dev.segue.membership;

import dev.segue.rule.Segment;
import java.util.List;

/**
 * A membership that turns at an instant.
 *
 * @param segment the segment
 * @param entering whether the customer enters or leaves
 * @param bySegment whether it is another membership, turned at the same instant, that decided
 * @param evidence what the deciding rule measured
 */
record Flip(Segment segment, boolean entering, boolean bySegment, List<Evidence> evidence) {

    Change.Type type() {
        return entering ? Change.Type.ENTERED : Change.Type.EXITED;
    }

    /** Whether the other turns the same membership the same way. */
    boolean sameAs(Flip other) {
        return segment.id().equals(other.segment.id()) && entering == other.entering;
    }
}
