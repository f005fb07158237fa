package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;
import dev.segue.cluster.NewTopics;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopProducerTest {

    private static final long DAY = 86_400_000L;
    private static final List<String> TOPICS = List.of("clickstream", "purchases", "customer-profiles");

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        registry = EmbeddedRegistry.start(0, "shop-producer-test");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopics.create(
                    admin,
                    TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 3, (short) 1))
                            .toList());
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldWriteItsHistoryAndThenWhatHappens() throws Exception {
        long opening = System.currentTimeMillis() - 20 * DAY;
        Shop shop = new Shop(3, opening, 60);
        List<Long> progress = new ArrayList<>();
        List<ConsumerRecord<String, SpecificRecord>> read = new ArrayList<>();

        try (KafkaConsumer<String, SpecificRecord> consumer = consumer()) {
            ShopProducer producer = new ShopProducer(broker.bootstrapServers(), registry.url());
            long loaded = System.currentTimeMillis();
            producer.load(shop, loaded, 10, progress::add);
            long history = producer.sent();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> producer.run(shop, 50));
            await().atMost(Duration.ofSeconds(30)).until(() -> producer.sent() >= history + 100);
            producer.close();
            running.get(30, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= producer.sent();
            });

            assertThat(read).hasSize((int) producer.sent());
            assertThat(progress).isSorted().last().isEqualTo(history);
            assertThat(read.stream().filter(r -> timeOf(r.value()) >= loaded).count())
                    .isGreaterThanOrEqualTo(100);
        }
        assertThat(read).allMatch(r -> r.key().equals(customerOf(r.value())));
        assertThat(read).allMatch(r -> r.timestamp() > opening + 20 * DAY - 1);
        assertThat(Stream.of(ClickEvent.class, PurchaseEvent.class, CustomerProfile.class))
                .allMatch(type -> read.stream().anyMatch(r -> type.isInstance(r.value())));
        assertThat(orders(read))
                .extracting(PurchaseEvent::getKind)
                .contains(PurchaseKind.PURCHASE, PurchaseKind.REFUND);
        assertThat(orders(read)).allMatch(order -> order.getAmount().scale() == 4);
    }

    @Test
    void shouldSayThatItCouldNotWrite() {
        MockProducer<String, SpecificRecord> broken =
                new MockProducer<>(false, null, new StringSerializer(), (topic, value) -> new byte[0]);
        Clock clock = Clock.fixed(Instant.parse("2025-10-09T12:00:00Z"), ZoneOffset.UTC);
        Shop shop = new Shop(3, clock.millis() - DAY, 10);

        try (ShopProducer producer = new ShopProducer(broken, clock)) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> producer.run(shop, 1_000));
            await().until(() -> broken.errorNext(new KafkaException("no space left")));

            assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(KafkaException.class)
                    .hasMessage("the shop's events could not be written to Kafka")
                    .hasRootCauseMessage("no space left");
        }
    }

    private static KafkaConsumer<String, SpecificRecord> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "schema.registry.url",
                registry.url(),
                "specific.avro.reader",
                true,
                "group.id",
                "shop-producer-test",
                "auto.offset.reset",
                "earliest");
        KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
        avro.configure(settings, false);
        KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), (topic, bytes) -> (SpecificRecord) avro.deserialize(topic, bytes));
        consumer.subscribe(TOPICS);
        return consumer;
    }

    private static List<PurchaseEvent> orders(List<ConsumerRecord<String, SpecificRecord>> records) {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(PurchaseEvent.class::isInstance)
                .map(PurchaseEvent.class::cast)
                .toList();
    }

    private static long timeOf(SpecificRecord value) {
        if (value instanceof ClickEvent click) {
            return click.getOccurredAt().toEpochMilli();
        } else if (value instanceof PurchaseEvent purchase) {
            return purchase.getOccurredAt().toEpochMilli();
        }
        return ((CustomerProfile) value).getUpdatedAt().toEpochMilli();
    }

    private static String customerOf(SpecificRecord value) {
        if (value instanceof ClickEvent click) {
            return click.getCustomerId();
        } else if (value instanceof PurchaseEvent purchase) {
            return purchase.getCustomerId();
        }
        return ((CustomerProfile) value).getCustomerId();
    }
}
