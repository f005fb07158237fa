package dev.segue.query.api;

import org.apache.kafka.streams.KafkaStreams;

/** The service that the API speaks for. */
public interface Served {

    Health health();

    /** Null before the start. */
    KafkaStreams streams();

    /** Stands for the time since when the task of a partition works here; null while it does not. */
    Object tenure(int partition);

    /** Of the inputs; 0 before the start. */
    int partitions();
}
