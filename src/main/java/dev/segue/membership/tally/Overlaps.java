package dev.segue.membership.tally;

import dev.segue.membership.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ObjLongConsumer;

/**
 * How many customers are in both of two segments, for all pairs that anybody is in both of; kept by the changes alone. Confined to
 * one thread.
 */
public final class Overlaps {

    /** Two segments, the lesser id first. */
    public record Pair(String first, String second) {

        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    private final Map<Pair, Long> sizes = new HashMap<>();
    private final ObjLongConsumer<Pair> changed;

    /** @param changed is told the new size of each pair whose size changed */
    public Overlaps(ObjLongConsumer<Pair> changed) {
        this.changed = changed;
    }

    /** Takes in a size that {@code changed} was told before. */
    public void restore(Pair pair, long size) {
        sizes.put(pair, size);
    }

    /** The largest, at most so many. */
    public Map<Pair, Long> largest(int most) {
        PriorityQueue<Map.Entry<Pair, Long>> found = new PriorityQueue<>(Map.Entry.comparingByValue());
        for (Map.Entry<Pair, Long> overlap : sizes.entrySet()) {
            if (found.size() < most || overlap.getValue() > found.element().getValue()) {
                found.add(Map.entry(overlap.getKey(), overlap.getValue()));
                if (found.size() > most) {
                    found.remove();
                }
            }
        }
        Map<Pair, Long> largest = new HashMap<>();
        found.forEach(overlap -> largest.put(overlap.getKey(), overlap.getValue()));
        return largest;
    }

    /** Counts a change; every change of every customer, in order, is to be handed in once. */
    public void apply(Change change) {
        long step = change.type() == Change.Type.ENTERED ? 1 : -1;
        for (String other : change.memberOf()) {
            if (!other.equals(change.segmentId())) {
                Pair pair = Pair.of(change.segmentId(), other);
                Long size = sizes.merge(pair, step, (a, b) -> a + b == 0 ? null : a + b);
                changed.accept(pair, size == null ? 0 : size);
            }
        }
    }
}
