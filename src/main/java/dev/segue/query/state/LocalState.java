package dev.segue.query.state;

/** What this instance holds of the partitions. Safe for use by several threads. */
public interface LocalState {

    /** What is asked of a partition. */
    @FunctionalInterface
    interface Inquiry<A> {

        A of(LocalPartition partition) throws NotHere;
    }

    /** What is asked of a partition of which the task works here. */
    <A> A active(int partition, Inquiry<A> inquiry) throws NotHere;

    /** What is asked of a copy that follows the owner of the partition from some way behind; of the owner, if that is here. */
    <A> A standby(int partition, Inquiry<A> inquiry) throws NotHere;
}
