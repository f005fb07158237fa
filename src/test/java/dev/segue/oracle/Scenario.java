package dev.segue.oracle;

import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/**
 * Segments, and what happens to one customer.
 *
 * @param unit the milliseconds between two neighbouring times that rules and records speak of
 * @param base the instant from which records' times count
 * @param segments in the order of a {@link SegmentSet}
 * @param steps by clock; the last one passes all time that matters
 */
record Scenario(long unit, long base, long retention, List<Segment> segments, List<Step> steps) {

    static final String CUSTOMER = "c1";

    Scenario {
        segments = inOrder(segments);
    }

    SegmentSet segmentSet() {
        return new SegmentSet(segments);
    }

    Retention kept() {
        return new Retention(retention, 10_000);
    }

    Scenario with(List<Segment> otherSegments, List<Step> otherSteps) {
        return new Scenario(unit, base, retention, otherSegments, otherSteps);
    }

    /** The next instant that can differ from the one before: all of them, or those beside the multiples of the unit. */
    LongUnaryOperator instants() {
        if (unit < 5) {
            return now -> now + 1;
        }
        return now -> {
            long beside = Math.floorMod(now + 1, unit);
            return beside <= 1 ? now + 1 : now + unit - beside;
        };
    }

    /** What must come out. */
    NaiveAssigner expected() {
        NaiveAssigner oracle = new NaiveAssigner(segmentSet(), retention, instants());
        steps.forEach(oracle::take);
        return oracle;
    }

    /** Each after all those it depends on; among those that could come next, by id. */
    static List<Segment> inOrder(List<Segment> segments) {
        List<Segment> waiting = new ArrayList<>(segments);
        waiting.sort(Comparator.comparing(Segment::id));
        List<Segment> ordered = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        while (!waiting.isEmpty()) {
            Segment next = waiting.stream()
                    .filter(segment -> done.containsAll(segment.dependsOn()))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            ordered.add(next);
            done.add(next.id());
        }
        return ordered;
    }

    @Override
    public String toString() {
        return segments.stream().map(segment -> Words.of(segment, unit)).collect(Collectors.joining("\n", "\n", "\n"))
                + steps.stream().map(step -> Words.of(step, base, unit)).collect(Collectors.joining("\n"))
                + "\n(times count from " + base + ", retention " + retention + ")";
    }
}
