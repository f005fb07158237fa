package dev.segue.query.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The newest of the changes shown to it, by when they were written; no more of them than wanted. */
final class Latest {

    private static final Comparator<LiveChange> BY_AGE = Comparator.comparingLong(LiveChange::writtenAt)
            .thenComparingInt(LiveChange::partition)
            .thenComparingLong(LiveChange::offset);

    private final int most;
    private final PriorityQueue<LiveChange> newest = new PriorityQueue<>(BY_AGE);

    Latest(int most) {
        this.most = most;
    }

    void add(LiveChange change) {
        newest.add(change);
        if (newest.size() > most) {
            newest.remove();
        }
    }

    /** Those kept, the oldest first. */
    List<LiveChange> oldestFirst() {
        List<LiveChange> changes = new ArrayList<>(newest);
        changes.sort(BY_AGE);
        return changes;
    }
}
