package dev.segue.rule;

/**
 * Some of a customer's entries, as a rule names them. A selection is a function of the timeline and of now; selections
 * nest freely. Durations are milliseconds.
 */
public sealed interface Selection {

    /** All entries of one type up to now. */
    record Events(String type) implements Selection {}

    /** Those of {@code of} for which the condition, over {@link Expression.EntryProperty}, holds. */
    record Where(Selection of, Expression condition) implements Selection {}

    /**
     * Those of {@code of} that occurred in (now - from, now - to]: {@code within(d)} is {@code Window(of, d, 0)},
     * {@code between(d1, d2)} is {@code Window(of, d1, d2)}; {@code from > to >= 0}.
     */
    record Window(Selection of, long from, long to) implements Selection {}

    /**
     * Those of {@code of}, at t, that have a later one of {@code by} in (t, t + within], of equal {@code property}
     * unless that is null.
     */
    record FollowedBy(Selection of, Selection by, long within, String property) implements Selection {}

    /**
     * Those of {@code of}, at t, for which no {@link FollowedBy follower} came, once t + within has come
     * ({@code now >= t + within}).
     */
    record NotFollowedBy(Selection of, Selection by, long within, String property) implements Selection {}
}
