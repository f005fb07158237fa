package dev.segue.bench.limit;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads and decodes every record, commits how far it is, and does nothing else. */
public final class ConsumeAndDecode {

    private ConsumeAndDecode() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ServiceSettings settings = ServiceSettings.read(args);
        CountDownLatch assigned = new CountDownLatch(settings.threads());
        List<KafkaConsumer<byte[], Object>> consumers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < settings.threads(); thread++) {
            KafkaConsumer<byte[], Object> consumer = consumer(settings);
            consumers.add(consumer);
            threads.add(new Thread(() -> consume(consumer, settings, assigned)));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> consumers.forEach(KafkaConsumer::wakeup)));
        threads.forEach(Thread::start);
        assigned.await();
        System.out.println("running");
    }

    private static KafkaConsumer<byte[], Object> consumer(ServiceSettings settings) {
        Map<String, Object> client = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get("bootstrap.servers"),
                ConsumerConfig.GROUP_ID_CONFIG,
                settings.get("application.id"),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        KafkaAvroDeserializer decoder = settings.deserializer();
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), decoder);
    }

    private static void consume(
            KafkaConsumer<byte[], Object> consumer, ServiceSettings settings, CountDownLatch assigned) {
        long interval = Long.parseLong(settings.get("commit.interval.ms")) * 1_000_000;
        long committed = System.nanoTime();
        consumer.subscribe(settings.inputs());
        boolean counted = false;
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(100));
                if (!counted && !consumer.assignment().isEmpty()) {
                    counted = true;
                    assigned.countDown();
                }
                if (System.nanoTime() - committed >= interval) {
                    consumer.commitSync();
                    committed = System.nanoTime();
                }
            }
        } catch (WakeupException told) {
            // to end
        }
    }
}
