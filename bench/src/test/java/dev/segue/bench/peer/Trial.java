package dev.segue.bench.peer;

import dev.segue.avro.ChangeType;
import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;
import dev.segue.avro.SegmentChange;
import dev.segue.backtest.Backtest;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.membership.Change;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A broker, a registry and a load, on which peers run as processes of their own. */
final class Trial implements AutoCloseable {

    static final int PARTITIONS = 2;
    private static final Path FLINK = Path.of("target", "flink").toAbsolutePath();
    private static final String CLICKS = "clickstream";
    private static final String ORDERS = "purchases";

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final EmbeddedRegistry registry = EmbeddedRegistry.start(0, "trial");
    private final List<Activity> arrivals;
    private final long until;

    Trial(List<Activity> arrivals) throws Exception {
        this.arrivals = arrivals;
        this.until = arrivals.stream().mapToLong(Activity::occurredAt).max().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic(CLICKS), topic(ORDERS))).all().get();
        }
        load();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, PARTITIONS, (short) 1);
    }

    /** A change as it is compared: nothing but customer, segment, direction and instant. */
    record Told(String customer, String segment, boolean entered, long at) {}

    /** What a peer told by the last event's time, and the seconds that it took from its start on. */
    record Outcome(List<Told> told, double seconds) {}

    /** What comes out if every event is read when it happened. */
    List<Told> inTimeOrder() throws Exception {
        List<Activity> ordered = new ArrayList<>(arrivals);
        ordered.sort(Comparator.comparingLong(Activity::occurredAt));
        return backtest(ordered);
    }

    /** What comes out if every partition is read as Kafka Streams reads it: of two topics, the head that happened first. */
    List<Told> asStreamsReads() throws Exception {
        List<Told> told = new ArrayList<>();
        for (int p = 0; p < PARTITIONS; p++) {
            Deque<Activity> clicks = new ArrayDeque<>();
            Deque<Activity> orders = new ArrayDeque<>();
            for (Activity event : arrivals) {
                if (partition(event.customerId()) == p) {
                    (event instanceof Click ? clicks : orders).add(event);
                }
            }
            List<Activity> read = new ArrayList<>();
            while (!clicks.isEmpty() || !orders.isEmpty()) {
                boolean click = orders.isEmpty()
                        || !clicks.isEmpty()
                                && clicks.peek().occurredAt() <= orders.peek().occurredAt();
                read.add(click ? clicks.poll() : orders.poll());
            }
            told.addAll(backtest(read));
        }
        return told;
    }

    private List<Told> backtest(List<Activity> events) throws Exception {
        String text;
        try (InputStream in = Trial.class.getResourceAsStream("/dev/segue/bench/ten-segments.yaml")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        SegmentSet set = Definitions.compile(text, Limits.DEFAULT);
        List<Told> told = new ArrayList<>();
        Backtest.run(
                set,
                new Retention(Duration.ofDays(90).toMillis(), 1_000_000),
                "",
                events.iterator(),
                OptionalLong.of(until),
                change -> told.add(new Told(
                        change.customerId(),
                        change.segmentId(),
                        change.type() == Change.Type.ENTERED,
                        change.occurredAt())));
        return told;
    }

    Outcome run(Class<?> peer, Map<String, String> more) throws Exception {
        String name = peer.getSimpleName() + "-" + System.nanoTime();
        String changes = "changes-" + name;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic(changes))).all().get();
            Path directory = Files.createTempDirectory("peer-");
            long begin = System.nanoTime();
            Process process = start(peer, name, changes, directory, more);
            Map<TopicPartition, Long> ends = ends();
            while (process.isAlive() && !caughtUp(admin, name, ends)) {
                Thread.sleep(100);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!process.isAlive()) {
                throw new IllegalStateException(peer + " ended, see " + directory.resolve("out"));
            }
            Thread.sleep(3000);
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(peer + " did not end");
            }
            System.out.println(peer.getSimpleName() + " ended with " + process.exitValue() + ", see " + directory);
            return new Outcome(changes(changes), seconds);
        }
    }

    private Process start(Class<?> peer, String name, String changes, Path directory, Map<String, String> more)
            throws IOException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrapServers());
        properties.put("schema.registry.url", registry.url());
        properties.put("clickstream.topic", CLICKS);
        properties.put("purchases.topic", ORDERS);
        properties.put("changes.topic", changes);
        properties.put("application.id", name);
        properties.put("state.dir", directory.resolve("state").toString());
        properties.put("threads", "2");
        properties.put("commit.interval.ms", "100");
        properties.putAll(more);
        Path file = directory.resolve("peer.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return new ProcessBuilder(
                        "java",
                        "-Xmx2g",
                        "-XX:+UseParallelGC",
                        "-cp",
                        (peer.getSimpleName().startsWith("Flink") ? FLINK + "/*:" : "")
                                + System.getProperty("java.class.path"),
                        peer.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
    }

    private static boolean caughtUp(Admin admin, String group, Map<TopicPartition, Long> ends) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (java.util.concurrent.ExecutionException e) {
            return false;
        }
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata at = committed.get(end.getKey());
            return at != null && at.offset() >= end.getValue();
        });
    }

    private Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                partitions.add(new TopicPartition(CLICKS, p));
                partitions.add(new TopicPartition(ORDERS, p));
            }
            return consumer.endOffsets(partitions);
        }
    }

    private List<Told> changes(String topic) throws IOException {
        SpecificDatumReader<SegmentChange> reader = new SpecificDatumReader<>(SegmentChange.class);
        Map<String, Long> sequences = new HashMap<>();
        List<Told> told = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                partitions.add(new TopicPartition(topic, p));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    byte[] value = record.value();
                    SegmentChange change =
                            reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
                    long sequence = sequences.merge(record.key(), 1L, Long::sum);
                    if (sequence != change.getSequence()) {
                        throw new IllegalStateException("the sequence has a gap at " + change);
                    }
                    if (change.getOccurredAt().toEpochMilli() <= until) {
                        told.add(new Told(
                                change.getCustomerId(),
                                change.getSegmentId(),
                                change.getType() == ChangeType.ENTERED,
                                change.getOccurredAt().toEpochMilli()));
                    }
                }
            }
        }
        return told;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void load() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "20"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Avro clicks = new Avro(registry.url(), CLICKS, new ClickEvent());
            Avro orders = new Avro(registry.url(), ORDERS, new PurchaseEvent());
            for (Activity event : arrivals) {
                send(producer, event, partition(event.customerId()), event instanceof Click ? clicks : orders);
            }
            long after = until + Duration.ofMinutes(20).toMillis();
            for (int p = 0; p < PARTITIONS; p++) {
                send(
                        producer,
                        new Click("end" + p, "end", "page_view", after, null, null, null, null, null, Map.of()),
                        p,
                        clicks);
                send(producer, new Refund("end", null, "end", after, BigDecimal.ONE, "EUR", null), p, orders);
            }
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, Activity event, int partition, Avro avro)
            throws IOException {
        String topic = event instanceof Click ? CLICKS : ORDERS;
        producer.send(new ProducerRecord<>(topic, partition, event.customerId(), avro.write(record(event))));
    }

    private static int partition(String customer) {
        return Utils.toPositive(Utils.murmur2(customer.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    private static SpecificRecord record(Activity event) {
        Instant at = Instant.ofEpochMilli(event.occurredAt());
        if (event instanceof Click click) {
            return ClickEvent.newBuilder()
                    .setEventId(click.eventId())
                    .setCustomerId(click.customerId())
                    .setType(click.type())
                    .setOccurredAt(at)
                    .setSessionId(click.sessionId())
                    .setItemId(click.itemId())
                    .setCategory(click.category())
                    .setChannel(click.channel())
                    .build();
        }
        PurchaseEvent.Builder order = PurchaseEvent.newBuilder()
                .setEventId(event.eventId())
                .setCustomerId(event.customerId())
                .setOccurredAt(at)
                .setCurrency("EUR");
        if (event instanceof Purchase purchase) {
            return order.setKind(PurchaseKind.PURCHASE)
                    .setOrderId(purchase.orderId())
                    .setAmount(purchase.amount().setScale(4))
                    .build();
        }
        Refund refund = (Refund) event;
        return order.setKind(PurchaseKind.REFUND)
                .setOrderId(refund.orderId())
                .setAmount(refund.amount().setScale(4))
                .build();
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    /** Writes records of one topic in the Confluent format. */
    private static final class Avro {

        private final int id;
        private final SpecificDatumWriter<SpecificRecord> writer;

        Avro(String url, String topic, SpecificRecord example) throws Exception {
            id = new CachedSchemaRegistryClient(List.of(url), 10)
                    .register(topic + "-value", new AvroSchema(example.getSchema()));
            writer = new SpecificDatumWriter<>(example.getSchema());
        }

        byte[] write(SpecificRecord record) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }

    /** How many changes are in one list and not in the other, by segment. */
    static String difference(List<Told> expected, List<Told> actual) {
        Map<Told, Integer> balance = new HashMap<>();
        expected.forEach(told -> balance.merge(told, 1, Integer::sum));
        actual.forEach(told -> balance.merge(told, -1, Integer::sum));
        Map<String, int[]> bySegment = new TreeMap<>();
        balance.forEach((told, count) -> {
            if (count != 0) {
                bySegment.computeIfAbsent(told.segment(), any -> new int[2])[count > 0 ? 0 : 1] += Math.abs(count);
            }
        });
        StringBuilder text = new StringBuilder();
        bySegment.forEach((segment, counts) -> text.append(segment)
                .append(" missing ")
                .append(counts[0])
                .append(" invented ")
                .append(counts[1])
                .append("; "));
        return text.toString();
    }

    public static void main(String[] args) throws Exception {
        int events = Integer.parseInt(args[0]);
        try (Trial trial = new Trial(SmallShop.arrivals(1, Integer.parseInt(args[1]), events))) {
            List<Told> inTime = trial.inTimeOrder();
            List<Told> asRead = trial.asStreamsReads();
            System.out.println("changes in time order " + inTime.size() + ", as Streams reads " + asRead.size()
                    + "; differ: " + difference(inTime, asRead));
            for (int i = 2; i < args.length; i++) {
                String[] words = args[i].split(",");
                Map<String, String> more = new HashMap<>();
                for (int w = 1; w < words.length; w++) {
                    more.put(words[w].split("=")[0], words[w].split("=")[1]);
                }
                Outcome outcome = trial.run(Class.forName("dev.segue.bench.peer." + words[0]), more);
                System.out.printf(
                        "%s: %d changes in %.1f s, %.0f events/s; against time order: %s; against Streams order: %s%n",
                        args[i],
                        outcome.told().size(),
                        outcome.seconds(),
                        events / outcome.seconds(),
                        difference(inTime, outcome.told()),
                        difference(asRead, outcome.told()));
            }
        }
    }
}
