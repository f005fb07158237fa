package dev.segue.query.answer.segment;

import dev.segue.membership.tally.TurnoverStep;
import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.Staleness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How the sizes of segments went, in steps of equal length of event time. Changes count when they occurred, however late that was
 * found: so the past may still be put right.
 *
 * @param stepMillis how long a step is
 * @param at the end of each step, epoch milliseconds, the oldest first; the last is the clock. Steps before anything was counted
 *     are left out
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record History(
        long stepMillis,
        List<Long> at,
        List<SegmentHistory> segments,
        @Nullable Long staleness) {

    /**
     * One segment.
     *
     * @param size now
     * @param sizes at the end of each step
     * @param entered how many entered in each step
     * @param exited how many left in each step
     */
    public record SegmentHistory(
            String segmentId, long size, List<Long> sizes, List<Long> entered, List<Long> exited) {}

    /**
     * Which steps are wanted.
     *
     * @param millis how long each is, a multiple of {@link TurnoverStep#MILLIS}
     */
    public record Steps(long millis, int count) {

        /** So many for so many hours, or fewer: they are not shorter than those that are kept. */
        public static Steps of(int hours, int points) {
            long wanted = hours * 3_600_000L;
            long millis = times(times(wanted, points), TurnoverStep.MILLIS) * TurnoverStep.MILLIS;
            long kept = TurnoverStep.KEPT * TurnoverStep.MILLIS / millis;
            return new Steps(millis, (int) Math.min(times(wanted, millis), kept));
        }

        /** How many of these it takes to hold that. */
        private static long times(long whole, long part) {
            return (whole + part - 1) / part;
        }

        /** The first of the kept steps that is needed. */
        public long firstKept(long clock) {
            return end(clock) / TurnoverStep.MILLIS - count * (millis / TurnoverStep.MILLIS);
        }

        private long end(long clock) {
            return TurnoverStep.at(clock).begin() + TurnoverStep.MILLIS;
        }

        private int indexOf(TurnoverStep step, long clock) {
            return count - 1 - (int) Math.floorDiv(end(clock) - 1 - step.begin(), millis);
        }

        private long endOf(int index, long clock) {
            return Math.min(clock, end(clock) - (count - 1 - index) * millis);
        }
    }

    /** All partitions together. */
    public static History of(Collection<HistoryTally> tallies, List<String> segmentIds, Steps steps) {
        long clock = tallies.stream().mapToLong(HistoryTally::clock).max().orElse(0);
        long since = tallies.stream().mapToLong(HistoryTally::since).max().orElse(-1);
        int first = 0;
        while (first < steps.count() - 1 && steps.endOf(first, clock) < since) {
            first++;
        }
        List<Long> at = new ArrayList<>();
        for (int i = first; i < steps.count(); i++) {
            at.add(steps.endOf(i, clock));
        }
        List<SegmentHistory> segments = new ArrayList<>();
        for (String id : segmentIds) {
            Sums sums = new Sums(steps, clock);
            tallies.forEach(tally -> sums.add(tally, id));
            segments.add(sums.history(id, first));
        }
        return new History(steps.millis(), at, segments, Staleness.ofAll(tallies, HistoryTally::staleness));
    }

    /** One segment's, over all partitions. */
    private static final class Sums {

        private final Steps steps;
        private final long clock;
        private final long[] entered;
        private final long[] exited;
        private long size;

        Sums(Steps steps, long clock) {
            this.steps = steps;
            this.clock = clock;
            this.entered = new long[steps.count()];
            this.exited = new long[steps.count()];
        }

        void add(HistoryTally tally, String id) {
            size += tally.sizes().getOrDefault(id, 0L);
            for (TurnoverStep step : tally.steps().getOrDefault(id, List.of())) {
                int index = steps.indexOf(step, clock);
                if (index >= 0 && index < steps.count()) {
                    entered[index] += step.entered();
                    exited[index] += step.exited();
                }
            }
        }

        SegmentHistory history(String id, int first) {
            Long[] sizes = new Long[steps.count()];
            long then = size;
            for (int i = steps.count() - 1; i >= 0; i--) {
                sizes[i] = then;
                then -= entered[i] - exited[i];
            }
            return new SegmentHistory(
                    id, size, List.of(sizes).subList(first, sizes.length), from(first, entered), from(first, exited));
        }

        private static List<Long> from(int first, long[] counts) {
            return Arrays.stream(counts).skip(first).boxed().toList();
        }
    }
}
