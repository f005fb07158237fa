package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.history.TenSegments;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

/**
 * A hopping window and how memberships are read off it. An event falls into size / hop windows. Of these the one that ends first
 * reaches back furthest: it stands for the time until now. The others say what will be so at their ends if nothing happens.
 */
record Hops(String name, Duration size, Duration hop) {

    /** A store begins a RocksDB anew each half of its retention: for half an hour that would be all it does in a replay. */
    private static final Duration KEPT = Duration.ofDays(2);

    TimeWindows windows(Duration grace) {
        return TimeWindows.ofSizeAndGrace(size, grace).advanceBy(hop);
    }

    <V> Materialized<String, V, WindowStore<Bytes, byte[]>> store(Serde<V> values) {
        return Materialized.<String, V, WindowStore<Bytes, byte[]>>as(name + "-store")
                .withKeySerde(Serdes.String())
                .withValueSerde(values)
                .withRetention(size.compareTo(KEPT) < 0 ? KEPT : size.plus(KEPT));
    }

    /** Of a rule without an exit of its own. */
    <V> KStream<String, Reading> readings(
            KStream<Windowed<String>, V> values, TenSegments segment, Predicate<V> holds) {
        return readings(values, segment, holds, holds);
    }

    /** The key stays the customer, so that nothing need be repartitioned. */
    <V> KStream<String, Reading> readings(
            KStream<Windowed<String>, V> values, TenSegments segment, Predicate<V> enter, Predicate<V> stay) {
        return values.process(() -> new ContextualProcessor<Windowed<String>, V, String, Reading>() {
            @Override
            public void process(Record<Windowed<String>, V> record) {
                long end = record.key().window().end();
                boolean current = record.timestamp() >= end - hop.toMillis();
                boolean stays = stay.test(record.value());
                Reading reading = new Reading(
                        segment,
                        record.timestamp(),
                        current && enter.test(record.value()),
                        stays,
                        current && !stays,
                        end,
                        end - hop.toMillis());
                context().forward(record.withKey(record.key().key()).withValue(reading));
            }
        });
    }
}
