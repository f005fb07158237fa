package dev.segue.bench.harness;

import dev.segue.avro.SegmentChange;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads changes as they are committed, and notes how long each took to come. */
final class ChangeWatch implements AutoCloseable {

    private static final int DIGITS = 3;

    private final KafkaConsumer<byte[], Object> consumer;
    private final SendTimes times;
    private final long countedFrom;
    private final List<Noted> noted = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "change-watch");

    private ChangeWatch(KafkaConsumer<byte[], Object> consumer, SendTimes times, long countedFrom) {
        this.consumer = consumer;
        this.times = times;
        this.countedFrom = countedFrom;
    }

    /** A change, with the instant from which its delay is counted. */
    private record Noted(boolean byEvent, long since, long delay) {}

    /**
     * Begins to read at the end of the topic.
     *
     * @param countedFrom changes of before are not counted; epoch milliseconds
     */
    static ChangeWatch start(Cluster cluster, String topic, SendTimes times, long countedFrom) {
        KafkaAvroDeserializer decoder = new KafkaAvroDeserializer();
        decoder.configure(
                Map.of("schema.registry.url", cluster.registryScope(), "specific.avro.reader", "true"), false);
        Map<String, Object> client = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrap(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), decoder);
        Map<TopicPartition, Long> ends = cluster.ends(List.of(topic));
        consumer.assign(ends.keySet());
        ends.forEach(consumer::seek);
        ChangeWatch watch = new ChangeWatch(consumer, times, countedFrom);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1));
                long now = System.currentTimeMillis();
                records.forEach(record -> note((SegmentChange) record.value(), now));
            }
        } catch (WakeupException told) {
            // to end
        }
    }

    private void note(SegmentChange change, long now) {
        var trigger = change.getTrigger();
        long since = trigger == null
                ? change.getOccurredAt().toEpochMilli()
                : times.of(trigger.getTopic(), trigger.getPartition(), trigger.getOffset());
        if (since >= countedFrom) {
            noted.add(new Noted(trigger != null, since, Math.max(0, now - since)));
        }
    }

    /** Ends the watch and says how long the changes took that events made. */
    Delays byEvent() {
        return byEvent(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Those alone of events that were to be sent from one instant to another (exclusive), epoch milliseconds. */
    Delays byEvent(long from, long to) {
        end();
        return delays(one -> one.byEvent() && one.since() >= from && one.since() < to);
    }

    /** Ends the watch and says how long the changes took that time alone made. */
    Delays byTime() {
        end();
        return delays(one -> !one.byEvent());
    }

    private Delays delays(Predicate<Noted> which) {
        Histogram delays = new Histogram(DIGITS);
        noted.stream().filter(which).forEach(one -> delays.recordValue(one.delay()));
        return Delays.of(delays);
    }

    private void end() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }

    @Override
    public void close() {
        end();
        consumer.close();
    }
}
