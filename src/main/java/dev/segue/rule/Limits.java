package dev.segue.rule;

/**
 * What a rule set may ask for at most.
 *
 * @param maxWindowMillis the longest reach of a window into the past ({@code segue.timeline.max-retention})
 * @param maxCost the greatest estimated cost of one evaluation of one rule, in the units of {@link Cost}
 * @param maxSetCost the greatest estimated cost of the whole set
 */
public record Limits(long maxWindowMillis, long maxCost, long maxSetCost) {

    /** 400 days; 10,000 for a rule; 1,000,000 for a set. */
    public static final Limits DEFAULT = new Limits(400L * 24 * 3600 * 1000, 10_000, 1_000_000);
}
