package dev.segue.assignment.watch;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Says until when a task is known to have processed everything that was written to its inputs. */
public interface CaughtUp {

    /** Not known to have caught up at any time. */
    long UNKNOWN = Long.MIN_VALUE;

    /** A task begins on this thread, and has processed nothing of these inputs yet; to be called before it is given records. */
    default void begin(Collection<TopicPartition> inputs) {}

    /**
     * The latest known instant of the wall clock, in epoch milliseconds, such that everything written before it is processed.
     *
     * @param processed the last offset processed of each of the task's inputs; -1 for none since the task started
     * @return the instant, or {@link #UNKNOWN}
     */
    long at(Map<TopicPartition, Long> processed);
}
