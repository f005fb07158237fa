package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.LocalProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a partition's task counts of the segments with regard to each other.
 *
 * @param customers how many it knows
 * @param sizes how many of them are in each segment
 * @param entered how many entered each segment in the last seven days of event time
 * @param exited how many left each segment in that time
 */
public record SetTally(
        long customers,
        Map<String, Long> sizes,
        Map<String, Long> entered,
        Map<String, Long> exited,
        List<Overlap> overlaps,
        @Nullable Long staleness) {

    /** How many customers are in both of two segments. */
    public record Overlap(String first, String second, long size) {}

    /** @param staleness of a standby's answer; null for the owner's */
    public static SetTally of(LocalPartition partition, Long staleness) {
        LocalProgress progress = partition.progress();
        long now = progress.clock();
        Map<String, Long> entered = new TreeMap<>();
        Map<String, Long> exited = new TreeMap<>();
        progress.turnovers().forEach((id, turnover) -> {
            entered.put(id, turnover.entered(now));
            exited.put(id, turnover.exited(now));
        });
        List<Overlap> overlaps = new ArrayList<>();
        progress.overlaps().forEach((pair, size) -> overlaps.add(new Overlap(pair.first(), pair.second(), size)));
        return new SetTally(progress.known(), progress.sizes(), entered, exited, overlaps, staleness);
    }
}
