package dev.segue.explain;

import dev.segue.membership.Arm;
import dev.segue.membership.Course;
import dev.segue.rule.Segment;

/**
 * How things stand between a customer and a segment, before it is put into words.
 *
 * @param turnsAt when the membership will turn if nothing happens, or null
 */
record Situation(
        Segment segment,
        boolean member,
        Long since,
        Long leftAt,
        long at,
        Arm arm,
        Long turnsAt,
        boolean exact,
        Clause enter,
        Clause exit) {

    Situation(
            Segment segment, Course course, long at, Arm arm, Long turnsAt, boolean exact, Clause enter, Clause exit) {
        this(
                segment,
                course.isMember(segment.id()),
                course.since(segment.id()),
                course.leftAt(segment.id()),
                at,
                arm,
                turnsAt,
                exact,
                enter,
                exit);
    }

    /** Before when a member cannot leave, if that is still to come. */
    Long stayUntil() {
        return toCome(since, segment.stayMillis());
    }

    /** Before when one who left cannot enter again, if that is still to come. */
    Long cooldownUntil() {
        return toCome(leftAt, segment.cooldownMillis());
    }

    private Long toCome(Long from, long millis) {
        return from == null || from + millis <= at ? null : (Long) (from + millis);
    }

    /** Whether the rule for leaving keeps the customer out: with neither stay nor cooldown nobody enters while it holds. */
    boolean exitKeepsOut() {
        return !member && exit != null && exit.holds() && segment.stayMillis() == 0 && segment.cooldownMillis() == 0;
    }

    /** The rule on which the membership hangs now. */
    Clause deciding() {
        return member && exit != null || exitKeepsOut() && enter.holds() ? exit : enter;
    }
}
