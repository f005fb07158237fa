package dev.segue.query.answer.segment;

import dev.segue.membership.tally.TurnoverStep;
import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.LocalProgress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a partition's task counted of segments of late.
 *
 * @param clock epoch milliseconds
 * @param since the clock from which on steps were counted; -1 for always
 * @param sizes by segment, at the clock
 * @param steps by segment, those in which anybody came or went
 */
public record HistoryTally(
        long clock,
        long since,
        Map<String, Long> sizes,
        Map<String, List<TurnoverStep>> steps,
        @Nullable Long staleness) {

    private static final int MOST_READINGS = 5;

    /** All is written together with the clock: with the same clock before and after, what was read belongs together. */
    public static HistoryTally of(LocalPartition partition, List<String> segmentIds, long firstStep, Long staleness) {
        LocalProgress progress = partition.progress();
        HistoryTally tally = read(progress, segmentIds, firstStep, staleness);
        for (int i = 1; i < MOST_READINGS && progress.clock() != tally.clock(); i++) {
            tally = read(progress, segmentIds, firstStep, staleness);
        }
        return tally;
    }

    private static HistoryTally read(LocalProgress progress, List<String> segmentIds, long firstStep, Long staleness) {
        long clock = progress.clock();
        Map<String, Long> all = progress.sizes();
        Map<String, Long> sizes = new TreeMap<>();
        Map<String, List<TurnoverStep>> steps = new TreeMap<>();
        for (String id : segmentIds) {
            sizes.put(id, all.getOrDefault(id, 0L));
            steps.put(
                    id,
                    progress.steps(id).stream()
                            .filter(step -> step.number() >= firstStep)
                            .toList());
        }
        return new HistoryTally(clock, progress.stepsSince(), sizes, steps, staleness);
    }
}
