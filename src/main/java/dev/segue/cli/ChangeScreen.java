package dev.segue.cli;

import dev.segue.avro.ChangeType;
import dev.segue.avro.SegmentChange;
import dev.segue.config.Settings;
import dev.segue.demo.DemoLines;
import dev.segue.rule.SegmentDefinition;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints the changes as they come, and now and then how things stand. It reads what any consumer of the topic could read:
 * committed changes, through the schema registry.
 */
final class ChangeScreen implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long STATUS_EVERY = Duration.ofSeconds(10).toNanos();

    private final Settings settings;
    private final DemoLines lines;
    private final long from;
    private final PrintWriter out;
    private final KafkaConsumer<String, SegmentChange> consumer;
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private Thread printing;
    private LongSupplier events = () -> 0;
    private long changes;
    private Mark mark = new Mark(System.nanoTime(), 0, 0);

    /** Where the counts stood when they were last told. */
    private record Mark(long nanos, long events, long changes) {}

    /** @param from changes that occurred before this instant (epoch milliseconds) are counted, not printed */
    ChangeScreen(Settings settings, DemoLines lines, long from, PrintWriter out) {
        this.settings = settings;
        this.lines = lines;
        this.from = from;
        this.out = out;
        this.consumer = consumer(settings);
    }

    @SuppressWarnings("unchecked") // a specific reader gives specific records
    private static KafkaConsumer<String, SegmentChange> consumer(Settings settings) {
        Map<String, Object> config = new HashMap<>(Cluster.client(settings));
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        Deserializer<?> avro = new KafkaAvroDeserializer();
        avro.configure(config, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), (Deserializer<SegmentChange>) avro);
    }

    /** @param eventsSoFar how many events the shop has made */
    void start(List<SegmentDefinition> definitions, LongSupplier eventsSoFar) {
        definitions.forEach(one -> sizes.put(one.id(), 0L));
        events = eventsSoFar;
        printing = new Thread(this::print, "segue-demo-screen");
        printing.setDaemon(true);
        printing.start();
    }

    private void print() {
        String topic = settings.topics().segmentChanges();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(one -> new TopicPartition(topic, one.partition()))
                .toList();
        try (consumer) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(record -> take(record.value()));
                tellStatus();
                out.flush();
            }
        } catch (WakeupException | InterruptException closing) {
            // the demo ends
        }
    }

    private void take(SegmentChange change) {
        changes++;
        sizes.merge(change.getSegmentId(), change.getType() == ChangeType.ENTERED ? 1L : -1L, Long::sum);
        if (change.getOccurredAt().toEpochMilli() >= from) {
            out.println(lines.change(change));
        }
    }

    private void tellStatus() {
        long now = System.nanoTime();
        if (now - mark.nanos() < STATUS_EVERY) {
            return;
        }
        double seconds = (now - mark.nanos()) / 1e9;
        long written = events.getAsLong();
        out.println(lines.status(new DemoLines.Status(
                written, (written - mark.events()) / seconds, changes, (changes - mark.changes()) / seconds, sizes)));
        mark = new Mark(now, written, changes);
    }

    @Override
    public void close() throws InterruptedException {
        if (printing == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        printing.join(Duration.ofSeconds(5).toMillis());
    }
}
