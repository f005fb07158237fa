package dev.segue.assignment;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which tasks work here, their state restored. A task that was rolled back and began again has another tenure, so that whoever
 * read its state meanwhile can tell.
 */
final class Tenures {

    private final ConcurrentMap<Integer, Object> byPartition = new ConcurrentHashMap<>();

    void begin(int partition) {
        byPartition.put(partition, new Object());
    }

    void end(int partition) {
        byPartition.remove(partition);
    }

    /** The tenure of the task of a partition; null while none works here. */
    Object of(int partition) {
        return byPartition.get(partition);
    }
}
