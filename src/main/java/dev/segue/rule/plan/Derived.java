package dev.segue.rule.plan;

import dev.segue.timeline.Timeline;

/** What a plan has worked out over a timeline and keeps with it: its series. They go with the timeline, or with the plan. */
final class Derived {

    private final Plan plan;
    private final Series[] series;

    private Derived(Plan plan, int count) {
        this.plan = plan;
        this.series = new Series[count];
    }

    /** What the plan keeps with the timeline. */
    @SuppressWarnings("ReferenceEquality") // another plan of equal rules numbers its series otherwise
    static Derived of(Timeline timeline, Plan plan, int count) {
        if (timeline.derived() instanceof Derived derived && derived.plan == plan) {
            return derived;
        }
        Derived derived = new Derived(plan, count);
        timeline.derived(derived);
        return derived;
    }

    Series series(int index) {
        Series known = series[index];
        return known == null ? series[index] = new Series(Long.MAX_VALUE) : known;
    }
}
