package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalMembers.Member;
import java.util.List;

/** Members of a segment in one partition, in order; fewer than asked for where there are no more. */
public record MembersPart(List<Member> members, @Nullable Long staleness) {}
