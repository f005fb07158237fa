package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalMembers.Member;
import java.util.List;

/**
 * Members of a segment. Whoever is in it from the first page to the last is on one of them, once.
 *
 * @param cursor ask with it for the next page; null on the last
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record MembersPage(
        String segmentId,
        List<Member> members,
        @Nullable String cursor,
        @Nullable Long staleness) {}
