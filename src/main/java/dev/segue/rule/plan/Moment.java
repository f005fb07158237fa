package dev.segue.rule.plan;

import dev.segue.timeline.Entry;
import dev.segue.timeline.Timeline;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One customer at one instant, as rules see them. What has been worked out at this moment is remembered, so that rules
 * that share a measure take it once. Reused from moment to moment; confined to one thread.
 */
public final class Moment {

    private final Plan plan;
    private final int[] stamps;
    private final Object[] results;
    private final long[] untils;
    private int stamp;

    private Timeline timeline;
    private Map<String, Object> profile;
    private Predicate<String> memberships;
    private long now;
    private Entry entry;
    private long entryAsOf;
    private Derived derived;
    private long changesAt;

    Moment(Plan plan, int slots) {
        this.plan = plan;
        stamps = new int[slots];
        results = new Object[slots];
        untils = new long[slots];
    }

    /**
     * Turns to a customer at an instant.
     *
     * @param memberships whether the customer is in the segment of an id, asked when a rule asks
     */
    public Moment at(long instant, Timeline entries, Map<String, Object> attributes, Predicate<String> memberships) {
        this.now = instant;
        this.timeline = entries;
        this.derived = Derived.of(entries, plan);
        this.profile = attributes;
        this.memberships = memberships;
        this.changesAt = Verdict.NEVER;
        this.entry = null;
        stamp++;
        return this;
    }

    long now() {
        return now;
    }

    Timeline timeline() {
        return timeline;
    }

    Object profile(String attribute) {
        return profile.get(attribute);
    }

    boolean isMember(String segmentId) {
        return memberships.test(segmentId);
    }

    /** The entry that a filter looks at. */
    Entry entry() {
        return entry;
    }

    /** The instant as of which refunds count for {@link #entry}. */
    long entryAsOf() {
        return entryAsOf;
    }

    void look(Entry at, long asOf) {
        entry = at;
        entryAsOf = asOf;
    }

    /** A series kept with the timeline. */
    Series kept(int place) {
        return derived.series(place);
    }

    /** How often the values of a property occur among the customer's entries of a type. */
    public Tally tally(String type, String property) {
        Tally tally = derived.tally(type, property);
        tally.follow(timeline.track(type));
        return tally;
    }

    /** Notes that what is being worked out may change at an instant by time alone. */
    void changesAt(long instant) {
        changesAt = Math.min(changesAt, instant);
    }

    /** Starts to watch for when something may change; {@link #watched} ends it. */
    long watch() {
        long before = changesAt;
        changesAt = Verdict.NEVER;
        return before;
    }

    /** When what was worked out since {@link #watch} may change; resumes what was watched before. */
    long watched(long before) {
        long watched = changesAt;
        changesAt = before;
        return watched;
    }

    boolean knows(int slot) {
        return stamps[slot] == stamp;
    }

    Object result(int slot) {
        return results[slot];
    }

    long until(int slot) {
        return untils[slot];
    }

    void remember(int slot, Object result, long until) {
        stamps[slot] = stamp;
        results[slot] = result;
        untils[slot] = until;
    }
}
