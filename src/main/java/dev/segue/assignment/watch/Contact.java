package dev.segue.assignment.watch;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * When the group last told a stream thread's consumer that it belongs to it. A process that stood still, or lost its brokers, may
 * have been replaced without knowing; its own polls would not tell. What tells is an answered heartbeat, counted before a poll that
 * then left the thread its tasks: an answer that turns the consumer out makes the next poll take them away.
 *
 * <p>Confined to the stream thread but for {@link #isDoubtful}.
 */
final class Contact {

    private static final String GROUP = "consumer-coordinator-metrics";
    private static final String ANSWERS = "heartbeat-total";

    private volatile long sessionMillis = Long.MAX_VALUE;
    private volatile long heardAt;
    private Metric answers;
    private int generation = -1;
    private long seen;
    private long believedAbove;
    private long observedAt = Long.MIN_VALUE;

    /** Whether the group may have gone on without this consumer at that time, epoch milliseconds. */
    boolean isDoubtful(long now) {
        return sessionMillis != Long.MAX_VALUE && Math.abs(now - heardAt) > sessionMillis;
    }

    /**
     * How many heartbeats were answered so far; to be asked when a poll begins.
     *
     * @param session how long the group waits for a heartbeat before it gives the tasks to others, milliseconds
     */
    long answered(Consumer<?, ?> consumer, long session) {
        if (answers == null) {
            sessionMillis = session;
            answers = find(consumer.metrics());
        }
        return ((Number) answers.metricValue()).longValue();
    }

    /**
     * A poll has ended.
     *
     * @param answered see {@link #answered}, as it was when the poll began
     * @param joined the generation of the group that the consumer joined last; negative for none
     * @param now epoch milliseconds
     */
    void polled(long answered, int joined, long now) {
        if (observedAt == Long.MIN_VALUE) {
            observedAt = now;
        }
        if (now - observedAt > sessionMillis) {
            // it stood still: the next answer may be to a heartbeat sent before
            believedAbove = seen + 1;
        }
        if (joined >= 0 && joined != generation) {
            heardAt = observedAt;
        } else if (answered > seen && answered > believedAbove) {
            // sent after the poll before had ended, or a moment earlier
            heardAt = observedAt;
        }
        generation = joined;
        seen = answered;
        observedAt = now;
    }

    private static Metric find(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(GROUP)
                        && entry.getKey().name().equals(ANSWERS))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the consumer does not count answered heartbeats"));
    }
}
