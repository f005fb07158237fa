package dev.segue.query.answer.service;

import dev.segue.query.answer.Nullable;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.LocalProgress;
import java.util.Map;

/**
 * What a partition's task counts, and where it stands.
 *
 * @param clock epoch milliseconds
 * @param definitions the version of the set in force; -1 for none
 * @param customers how many it knows
 * @param sizes how many of them are in each segment
 * @param backfilled how many of them the set was applied to so far; all of them once the backfill is done
 * @param backfillChanges how many changes came of that
 * @param backfilling whether that goes on
 */
public record Tally(
        long clock,
        long definitions,
        long customers,
        Map<String, Long> sizes,
        long backfilled,
        long backfillChanges,
        boolean backfilling,
        @Nullable Long staleness) {

    /** @param staleness of a standby's answer; null for the owner's */
    public static Tally of(LocalPartition partition, Long staleness) {
        LocalProgress progress = partition.progress();
        boolean backfilling = progress.backfilling();
        long customers = progress.known();
        return new Tally(
                progress.clock(),
                progress.definitions(),
                customers,
                progress.sizes(),
                backfilling ? Math.min(customers, progress.backfilled()) : customers,
                progress.backfillChanges(),
                backfilling,
                staleness);
    }
}
