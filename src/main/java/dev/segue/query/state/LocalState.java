package dev.segue.query.state;

import java.util.function.Function;

/** What this instance holds of the partitions. Safe for use by several threads. */
public interface LocalState {

    /** What is asked of a partition of which the task works here. */
    <A> A active(int partition, Function<LocalPartition, A> question) throws NotHere;

    /** What is asked of a copy that follows the owner of the partition from some way behind. */
    <A> A standby(int partition, Function<LocalPartition, A> question) throws NotHere;
}
