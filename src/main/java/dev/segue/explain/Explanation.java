package dev.segue.explain;

import dev.segue.membership.Arm;

/**
 * Why a customer is in a segment, or is not. All instants are epoch milliseconds.
 *
 * @param at the instant for which it holds
 * @param member whether they are in
 * @param since when they entered; null for one who is not in
 * @param leftAt when they left; null for a member, and for one who has never been in
 * @param arm of a member, else null
 * @param stayUntil before when a member cannot leave, where that is still to come; else null
 * @param cooldownUntil before when one who left cannot enter again, where that is still to come; else null
 * @param exact false where the rule reaches further back than was kept, or into entries folded into buckets
 * @param enter the rule for entering
 * @param exit the rule for leaving; null for "enter no longer holds"
 * @param exitExpectedAt when a member will leave if nothing happens; null for never or not found
 * @param entryExpectedAt when one who is not in will enter if nothing happens; null for never or not found
 * @param toEnter what would let them in, in words; null for a member
 * @param words the explanation in one to three sentences
 */
public record Explanation(
        String customerId,
        String segmentId,
        String segmentName,
        int segmentVersion,
        long at,
        boolean member,
        Long since,
        Long leftAt,
        Arm arm,
        Long stayUntil,
        Long cooldownUntil,
        boolean exact,
        Clause enter,
        Clause exit,
        Long exitExpectedAt,
        Long entryExpectedAt,
        String toEnter,
        String words) {}
