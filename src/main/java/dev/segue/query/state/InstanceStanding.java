package dev.segue.query.state;

/**
 * How an instance is.
 *
 * @param address where others find it, as HOST:PORT
 * @param state of its Kafka Streams, {@code RUNNING} and so on; {@code NOT_STARTED} before there is one
 * @param ready whether it does its work now
 * @param version of the service that it runs; null where it was not built into a jar
 * @param eventsPerSecond records of the inputs lately
 * @param changesPerSecond changes lately
 * @param recordsLag records of the inputs that it has not read yet
 * @param deadLetters records that could not be understood since it began
 */
public record InstanceStanding(
        String address,
        String state,
        boolean ready,
        String version,
        double eventsPerSecond,
        double changesPerSecond,
        long recordsLag,
        long deadLetters) {}
