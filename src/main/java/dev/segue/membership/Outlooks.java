package dev.segue.membership;

import dev.segue.rule.SegmentSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * What one set of segments makes of customers, for many threads: what an {@link Outlook} needs is kept from one use to the next, since
 * to make it of thousands of segments takes as long as to evaluate hundreds of customers.
 */
public final class Outlooks {

    /** So many are kept: each may be large, and more than that are seldom used at once. */
    private static final int MOST = 2;

    private final SegmentSet segments;
    private final String holdoutSeed;
    private final Queue<Rulebook> idle = new ConcurrentLinkedQueue<>();

    /** @param holdoutSeed decides who is in the holdout arm */
    public Outlooks(SegmentSet segments, String holdoutSeed) {
        this.segments = segments;
        this.holdoutSeed = holdoutSeed;
    }

    public SegmentSet segments() {
        return segments;
    }

    /**
     * Uses an outlook, which must not be kept.
     *
     * @param version the offset that the set reaches to
     * @param since the clock at which it came into force
     * @see Outlook#Outlook(SegmentSet, long, long, String)
     */
    public <T> T use(long version, long since, Function<Outlook, T> use) {
        Rulebook free = idle.poll();
        Rulebook rules = free == null ? new Rulebook(segments, new Holdout(holdoutSeed)) : free;
        T made = use.apply(new Outlook(rules, version, since));
        if (idle.size() < MOST) {
            idle.add(rules);
        }
        return made;
    }
}
