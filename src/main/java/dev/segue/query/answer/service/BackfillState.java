package dev.segue.query.answer.service;

import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.Staleness;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the newest definitions have been applied to the customers who were known already.
 *
 * @param done customers whom they were applied to
 * @param customers customers known
 * @param changes changes that came of it
 * @param complete whether all partitions have one set in force, and it was applied to all customers
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record BackfillState(
        long done,
        long customers,
        long changes,
        boolean complete,
        List<PartitionBackfill> partitions,
        @Nullable Long staleness) {

    /**
     * One partition.
     *
     * @param definitions the version of the set in force: the offset on the definitions topic that it reaches to; -1 for none
     * @param clock the task's clock, epoch milliseconds
     */
    public record PartitionBackfill(
            int partition, long definitions, long clock, long done, long customers, long changes, boolean complete) {}

    /** All partitions, in order. */
    public static BackfillState of(List<Tally> tallies) {
        List<PartitionBackfill> partitions = new ArrayList<>();
        long done = 0;
        long customers = 0;
        long changes = 0;
        boolean complete = true;
        for (Tally tally : tallies) {
            partitions.add(new PartitionBackfill(
                    partitions.size(),
                    tally.definitions(),
                    tally.clock(),
                    tally.backfilled(),
                    tally.customers(),
                    tally.backfillChanges(),
                    !tally.backfilling()));
            done += tally.backfilled();
            customers += tally.customers();
            changes += tally.backfillChanges();
            complete &= !tally.backfilling()
                    && tally.definitions() == tallies.get(0).definitions();
        }
        return new BackfillState(
                done, customers, changes, complete, partitions, Staleness.ofAll(tallies, Tally::staleness));
    }
}
