package dev.segue.query.state;

import java.util.List;

/** Who is in the segments, of the customers of a partition. */
public interface LocalMembers {

    /**
     * A member of a segment.
     *
     * @param since when they entered, epoch milliseconds (event time)
     */
    record Member(String customerId, long since) {}

    /**
     * Members of a segment, in the order of their ids' bytes.
     *
     * @param prefix what their ids begin with; empty for all
     * @param after the id to go on after, which begins so too, or null to begin
     */
    List<Member> page(String segmentId, String prefix, String after, int limit);
}
