package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.Staleness;
import dev.segue.query.answer.segment.SetTally.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the segments stand to each other, and which of them may not be worth having.
 *
 * @param customers how many are known
 * @param segments by id
 * @param overlaps sizes of pairwise intersections, the greatest first; pairs that nobody is in both of are left out
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record SetHealth(
        long customers,
        List<SegmentHealth> segments,
        List<Shared> overlaps,
        @Nullable Long staleness) {

    private static final double NEARLY = 0.95;
    private static final double FLAPPING = 2.0;

    /** What may be wrong with a segment. */
    public enum Finding {
        /** Nobody is in it. */
        EMPTY,
        /** At least 95 of 100 customers are in it. */
        NEARLY_EVERYONE,
        /** The same customers are in another. */
        EQUALS_ANOTHER,
        /** More than twice as many entries and exits in seven days as there are members. */
        FLAPS
    }

    /**
     * A segment among the others.
     *
     * @param share of all customers known, 0 to 1
     * @param entered how many entered in the last seven days of event time
     * @param exited how many left in that time
     * @param volatility entries and exits in that time, over the size, or over one where nobody is in it
     * @param equalTo ids of the segments that the same customers are in
     */
    public record SegmentHealth(
            String segmentId,
            long size,
            double share,
            long entered,
            long exited,
            double volatility,
            List<Finding> findings,
            List<String> equalTo) {}

    /**
     * Two segments with members in common.
     *
     * @param size how many are in both
     * @param shareOfFirst of the first segment's members, how many are in the second, 0 to 1
     * @param shareOfSecond of the second segment's members, how many are in the first, 0 to 1
     */
    public record Shared(String first, String second, long size, double shareOfFirst, double shareOfSecond) {}

    /**
     * All partitions together.
     *
     * @param segmentIds those published
     */
    public static SetHealth of(List<SetTally> tallies, Iterable<String> segmentIds) {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, Long> entered = new HashMap<>();
        Map<String, Long> exited = new HashMap<>();
        Map<List<String>, Long> pairs = new TreeMap<>(Comparator.comparing(Object::toString));
        long customers = 0;
        for (SetTally tally : tallies) {
            customers += tally.customers();
            tally.sizes().forEach((id, size) -> sizes.merge(id, size, Long::sum));
            tally.entered().forEach((id, count) -> entered.merge(id, count, Long::sum));
            tally.exited().forEach((id, count) -> exited.merge(id, count, Long::sum));
            for (Overlap overlap : tally.overlaps()) {
                pairs.merge(List.of(overlap.first(), overlap.second()), overlap.size(), Long::sum);
            }
        }
        List<Shared> shared = new ArrayList<>();
        Map<String, List<String>> equal = new HashMap<>();
        pairs.forEach((pair, size) -> {
            long first = sizes.getOrDefault(pair.get(0), 0L);
            long second = sizes.getOrDefault(pair.get(1), 0L);
            shared.add(new Shared(pair.get(0), pair.get(1), size, share(size, first), share(size, second)));
            if (size == first && size == second) {
                equal.computeIfAbsent(pair.get(0), any -> new ArrayList<>()).add(pair.get(1));
                equal.computeIfAbsent(pair.get(1), any -> new ArrayList<>()).add(pair.get(0));
            }
        });
        shared.sort(Comparator.comparingLong(Shared::size)
                .reversed()
                .thenComparing(Shared::first)
                .thenComparing(Shared::second));
        List<SegmentHealth> segments = new ArrayList<>();
        for (String id : segmentIds) {
            segments.add(health(
                    id,
                    sizes.getOrDefault(id, 0L),
                    customers,
                    entered.getOrDefault(id, 0L),
                    exited.getOrDefault(id, 0L),
                    equal.getOrDefault(id, List.of()).stream().sorted().toList()));
        }
        return new SetHealth(customers, segments, shared, Staleness.ofAll(tallies, SetTally::staleness));
    }

    private static SegmentHealth health(
            String id, long size, long customers, long entered, long exited, List<String> equalTo) {
        double share = share(size, customers);
        double volatility = (entered + exited) / (double) Math.max(1, size);
        List<Finding> findings = new ArrayList<>();
        if (size == 0) {
            findings.add(Finding.EMPTY);
        }
        if (size > 0 && share >= NEARLY) {
            findings.add(Finding.NEARLY_EVERYONE);
        }
        if (!equalTo.isEmpty()) {
            findings.add(Finding.EQUALS_ANOTHER);
        }
        if (volatility > FLAPPING) {
            findings.add(Finding.FLAPS);
        }
        return new SegmentHealth(id, size, share, entered, exited, volatility, findings, equalTo);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }
}
