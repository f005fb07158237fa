package dev.segue.query.answer.service;

import dev.segue.query.answer.Nullable;
import java.util.List;

/**
 * How the whole service is, all its instances together.
 *
 * @param partitions in order
 * @param clock of the partition that is furthest behind, epoch milliseconds; null before any record
 * @param clockLag by how many milliseconds that is behind the wall clock; null before any record
 * @param eventsPerSecond records of the inputs read, over the last seconds
 * @param changesPerSecond entries and exits, over the last seconds
 * @param recordsLag records of the inputs not read yet
 * @param deadLetters records that could not be understood, since the instances began
 * @param customers how many are known
 * @param backfilled how many of them the newest definitions were applied to
 * @param complete whether every partition has an owner that answered, and one set of definitions applied to all customers
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record ServiceStatus(
        List<InstanceStatus> instances,
        List<PartitionStatus> partitions,
        @Nullable Long clock,
        @Nullable Long clockLag,
        double eventsPerSecond,
        double changesPerSecond,
        long recordsLag,
        long deadLetters,
        long customers,
        long backfilled,
        boolean complete,
        @Nullable Long staleness) {

    /**
     * An instance.
     *
     * @param address where other instances find it, as HOST:PORT
     * @param state {@code RUNNING}, {@code REBALANCING} and so on, as Kafka Streams has it; {@code UNKNOWN} where it owns nothing, or
     *     did not answer
     * @param ready whether it does its work now; null where that is not known
     * @param version of the service that it runs; null where that is not known
     * @param owns the partitions whose customers it assigns
     * @param follows the partitions that it keeps a copy of
     */
    public record InstanceStatus(
            String address,
            String state,
            @Nullable Boolean ready,
            @Nullable String version,
            List<Integer> owns,
            List<Integer> follows) {}

    /**
     * A partition.
     *
     * @param owner the instance that assigns its customers; null while it is between two
     * @param clock of its task, epoch milliseconds; null where nobody answered for it
     * @param backfilling whether its customers have yet to be brought up to the newest definitions; null where nobody answered
     */
    public record PartitionStatus(
            int partition,
            @Nullable String owner,
            @Nullable Long clock,
            @Nullable Boolean backfilling) {}
}
