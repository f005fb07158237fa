package dev.segue.metric;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;

/** What is worth counting, said when it happens. Safe for use by several threads. Labels are bounded: never a customer. */
public interface Metrics {

    /** A record of an input topic was taken in or left out. */
    default void event(String source, String outcome) {}

    /** A record could not be understood. */
    default void deadLetter(String reason) {}

    /** A customer entered or left. */
    default void change(String segmentId, String type, String reason) {}

    /** From the writing of the record that made a change until the change. */
    default void changeLatency(Duration latency) {}

    /** How much later than due a change by time alone was found. */
    default void exitDelay(Duration delay) {}

    /** The oldest entries of a customer had to be folded: their timeline is not exact any longer. */
    default void timelineFolded() {}

    /** The newest definitions on the topic have so many problems; 0 if they are valid. */
    default void definitionProblems(int problems) {}

    /** A customer was brought up to new definitions. */
    default void backfilled() {}

    /** The customer of a record that was taken in has so many entries now. */
    default void timelineEntries(int entries) {}

    /** A task says where it stands; about once a second. */
    default void task(String task, TaskStanding standing) {}

    /** The task does not run here any longer. */
    default void taskClosed(String task) {}

    /**
     * A request was answered.
     *
     * @param route as the API describes it, with names in place of ids
     */
    default void request(String method, String route, int status, Duration duration) {}

    /** Publishes the numbers that Kafka Streams keeps of itself, in place of those of the one before, until {@link #unwatch}. */
    default void watch(KafkaStreams streams) {}

    /** Publishes no numbers of Kafka Streams any longer. */
    default void unwatch() {}

    /** What was counted so far. */
    default Totals totals() {
        return Totals.NOTHING;
    }

    /** Counts nothing. */
    static Metrics disabled() {
        return new Metrics() {};
    }
}
