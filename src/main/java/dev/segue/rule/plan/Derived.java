package dev.segue.rule.plan;

import dev.segue.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What a plan has worked out over a timeline and keeps with it: its series and tallies. They go with the timeline, or with the plan. */
final class Derived {

    private static final int FIRST_SIZE = 8;

    private final Plan plan;
    // few of a plan's many series are asked of one timeline: a table with open addressing, of 1 + index, 0 where free
    private int[] indexes = new int[FIRST_SIZE];
    private Series[] series = new Series[FIRST_SIZE];
    private int count;
    private final List<Tally> tallies = new ArrayList<>(0);

    private Derived(Plan plan) {
        this.plan = plan;
    }

    /** What the plan keeps with the timeline. */
    @SuppressWarnings("ReferenceEquality") // another plan of equal rules numbers its series otherwise
    static Derived of(Timeline timeline, Plan plan) {
        if (timeline.derived() instanceof Derived derived && derived.plan == plan) {
            return derived;
        }
        Derived derived = new Derived(plan);
        timeline.derived(derived);
        return derived;
    }

    /** How many series are kept with the timeline. */
    static int seriesOf(Timeline timeline) {
        return timeline.derived() instanceof Derived derived ? derived.count : 0;
    }

    Series series(int index) {
        int place = placeOf(index);
        if (indexes[place] == 0) {
            if (2 * ++count > indexes.length) {
                grow();
                place = placeOf(index);
            }
            indexes[place] = index + 1;
            series[place] = new Series(Long.MAX_VALUE);
        }
        return series[place];
    }

    Tally tally(String type, String property) {
        for (Tally tally : tallies) {
            if (tally.isOf(type, property)) {
                return tally;
            }
        }
        Tally tally = new Tally(type, property);
        tallies.add(tally);
        return tally;
    }

    private int placeOf(int index) {
        int place = index & (indexes.length - 1);
        while (indexes[place] != 0 && indexes[place] != index + 1) {
            place = (place + 1) & (indexes.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] oldIndexes = indexes;
        Series[] oldSeries = series;
        indexes = new int[2 * oldIndexes.length];
        series = new Series[indexes.length];
        for (int i = 0; i < oldIndexes.length; i++) {
            if (oldIndexes[i] != 0) {
                int place = placeOf(oldIndexes[i] - 1);
                indexes[place] = oldIndexes[i];
                series[place] = oldSeries[i];
            }
        }
    }
}
