package dev.segue.query.state;

import java.util.OptionalLong;
import org.apache.kafka.streams.KafkaStreams;

/** The tasks that work here, and the copies of others' state that are kept here. */
public interface Tasks {

    /** For look-ups in their stores; null before the start. */
    KafkaStreams streams();

    /**
     * Stands for the time since when the task of a partition works here; null while it does not, and while the group may have
     * given it to another instance unnoticed.
     */
    Object tenure(int partition);

    /**
     * The latest known instant, epoch milliseconds, such that a copy of a partition holds all that its owner had committed before;
     * empty where there is no copy, or none that ever caught up.
     */
    OptionalLong followed(int partition);

    /** Of the inputs; 0 before the start. */
    int partitions();
}
