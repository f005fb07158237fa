package dev.segue.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseItem;
import dev.segue.avro.PurchaseKind;
import dev.segue.event.Click;
import dev.segue.privacy.Canary;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good records with some of their bytes changed: each is taken or is a dead letter, and nothing else comes of it. */
class AnyRecordsTest {

    private static final int RECORDS = 1_000;
    private static final int HEADER = 5;
    private static final long MAX_FUTURE = 400L * 24 * 3_600_000;
    private static final List<String> TOPICS =
            List.of(Topics.DEFAULT.clickstream(), Topics.DEFAULT.purchases(), Topics.DEFAULT.customerProfiles());
    private static final String RULES = """
            segments:
              - {id: looker, name: L, enter: 'events("page_view").within(days(9)).count() >= 2'}
              - {id: dear, name: D, enter: 'events("page_view").within(days(9)).sum("value") > 3 || events("purchase").sum("amount") > 20'}
              - {id: first, name: F, enter: 'now - events("purchase").first() >= minutes(1)'}
              - {id: picky, name: P, enter: 'events("purchase_item").within(days(9)).distinct("itemId") >= 2'}
              - {id: gold, name: G, enter: 'profile.tier == "gold" || profile.age > 40 || profile.vip'}
              - {id: gone, name: O, enter: 'events("page_view").within(days(2)).notFollowedBy(events("purchase"), minutes(5), "itemId").count() > 0'}
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldTakeEachRecordOrMakeItADeadLetter(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        try (TopologyRun run = TopologyRun.start()) {
            run.adopt(RULES);
            for (int i = 0; i < RECORDS; i++) {
                String topic = TOPICS.get(random.nextInt(TOPICS.size()));
                byte[] key = Canary.customer("c" + random.nextInt(9)).getBytes(UTF_8);
                byte[] value = damaged(run, topic, new String(key, UTF_8), i, random);
                boolean usable = isUsable(run, topic, new String(key, UTF_8), value);

                run.send(topic, key, value, new RecordHeaders());

                List<TestRecord<byte[], byte[]>> letters = run.read(Topics.DEFAULT.deadLetters());
                if (!usable) {
                    refused++;
                    assertThat(letters).as("record %d of seed %d", i, seed).hasSize(1);
                    assertThat(letters.get(0).headers().lastHeader(DeadLetters.TOPIC))
                            .isNotNull();
                } else {
                    assertThat(letters).as("record %d of seed %d", i, seed).isEmpty();
                }
            }
            run.changes();

            String good = Canary.customer("good");
            run.send(new Click("g1", good, "page_view", run.wallClock(), null, null, null, null, 4.0, Map.of()));

            // whatever was before, it works
            assertThat(run.crossings()).anyMatch(crossing -> crossing.startsWith("good ENTERED dear EVENT"));
        }
        assertThat(refused).isBetween(RECORDS / 10, RECORDS * 9 / 10);
    }

    /** Without any of the code that reads records: the schema is the topic's own, the bytes are such a record, and it is admitted. */
    private static boolean isUsable(TopologyRun run, String topic, String customer, byte[] value) {
        if (value.length < HEADER || value[0] != 0) {
            return false;
        }
        SpecificRecord sample = good(topic, customer, 0, run.wallClock(), new Random(0));
        int own = ByteBuffer.wrap(run.encode(topic, sample)).getInt(1);
        if (ByteBuffer.wrap(value).getInt(1) != own) {
            return false;
        }
        return PlainRecord.of(value, sample.getSchema())
                .filter(new PlainAdmission(customer, run.wallClock() + MAX_FUTURE)::admits)
                .isPresent();
    }

    private static byte[] damaged(TopologyRun run, String topic, String customer, int i, Random random) {
        byte[] value = run.encode(topic, good(topic, customer, i, run.wallClock(), random));
        int kinds = random.nextInt(10);
        if (kinds < 2) {
            return value;
        }
        if (kinds == 2) {
            String other = TOPICS.get(random.nextInt(TOPICS.size()));
            byte[] another = run.encode(other, good(other, customer, i, run.wallClock(), random));
            return spliced(value, another, random);
        }
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            value = changed(value, random);
        }
        return value;
    }

    private static byte[] changed(byte[] value, Random random) {
        if (value.length == 0) {
            return value;
        }
        // the first byte and the schema's number are left alone more often than not: behind them is where decoding
        // begins
        int at = value.length > 6 && random.nextInt(10) > 0
                ? 5 + random.nextInt(value.length - 5)
                : random.nextInt(value.length);
        byte[] changed = value.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 1 + random.nextInt(9)), (byte) 0xff);
            case 3 -> changed = Arrays.copyOf(value, at);
            default -> changed = spliced(value, Arrays.copyOfRange(value, at, value.length), random);
        }
        return changed;
    }

    /** The beginning of one and the end of the other. */
    private static byte[] spliced(byte[] one, byte[] other, Random random) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(Arrays.copyOf(one, random.nextInt(one.length + 1)));
        int from = random.nextInt(other.length + 1);
        both.writeBytes(Arrays.copyOfRange(other, from, other.length));
        return both.toByteArray();
    }

    private static SpecificRecord good(String topic, String customer, int i, long now, Random random) {
        Instant at = Instant.ofEpochMilli(now - random.nextInt(100_000));
        return switch (TOPICS.indexOf(topic)) {
            case 0 ->
                ClickEvent.newBuilder()
                        .setEventId("e" + i)
                        .setCustomerId(customer)
                        .setType(random.nextInt(3) == 0 ? "add_to_cart" : "page_view")
                        .setOccurredAt(at)
                        .setItemId("i" + random.nextInt(3))
                        .setValue(random.nextDouble())
                        .setProperties(Map.of("brand", "acme", "size", "4"))
                        .build();
            case 1 ->
                PurchaseEvent.newBuilder()
                        .setEventId("p" + i)
                        .setCustomerId(customer)
                        .setOrderId("o" + random.nextInt(20))
                        .setKind(random.nextInt(4) == 0 ? PurchaseKind.REFUND : PurchaseKind.PURCHASE)
                        .setOccurredAt(at)
                        .setAmount(new BigDecimal("12.5000"))
                        .setCurrency("EUR")
                        .setItems(items(random))
                        .build();
            default ->
                CustomerProfile.newBuilder()
                        .setCustomerId(customer)
                        .setUpdatedAt(at)
                        .setAttributes(Map.of("vip", random.nextBoolean(), "age", 41L, "score", 0.5, "tier", "gold"))
                        .build();
        };
    }

    private static List<PurchaseItem> items(Random random) {
        List<PurchaseItem> items = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            items.add(new PurchaseItem("i" + n, "books", n, new BigDecimal("2.5000")));
        }
        return items;
    }
}
