package dev.segue.rule;

/**
 * A segment as its author wrote it.
 *
 * @param id lower-case letters, digits and hyphens
 * @param name for people
 * @param description what it is for, or null
 * @param owner who answers for it, or null
 * @param tier {@code strategic}, {@code tactical} or null; free of effect on evaluation
 * @param rollsUpTo the strategic segment to which it rolls up, or null
 * @param enter the rule (CEL) that lets a customer in; null for the union of those that roll up to it
 * @param exit the rule (CEL) that lets a customer out; null for "enter no longer holds"
 * @param stay the shortest membership as written ({@code 7d}), or null
 * @param cooldown the shortest time between leaving and entering again as written, or null
 * @param holdout the share of customers, 0 to 1, marked HOLDOUT, or null
 * @param version 1 for the first of this id, one more with each change
 */
public record SegmentDefinition(
        String id,
        String name,
        String description,
        String owner,
        String tier,
        String rollsUpTo,
        String enter,
        String exit,
        String stay,
        String cooldown,
        Double holdout,
        int version) {}
