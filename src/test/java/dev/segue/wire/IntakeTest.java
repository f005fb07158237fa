package dev.segue.wire;

import static dev.segue.wire.Samples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.segue.avro.PurchaseKind;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {

    private static final long MAX_FUTURE = InputRules.DEFAULT.maxFutureMillis();

    private final Registry registry = Samples.registry();
    private final AvroWriter writer = new AvroWriter(registry);
    private final Intake intake = new Intake(registry, Topics.DEFAULT, InputRules.DEFAULT, 1);

    @Test
    void shouldReadAClick() {
        Reading reading =
                read("clickstream", "c1", Samples.click().setItemId("i1").build());

        assertThat(reading)
                .isEqualTo(new Reading.Accepted(
                        new Click("e1", "c1", "page_view", NOW, null, "i1", null, null, 2.5, Map.of("brand", "acme"))));
    }

    @Test
    void shouldReadAPurchase() {
        Reading reading = read("purchases", "c1", Samples.purchase().build());

        BigDecimal amount = new BigDecimal("12.5000");
        assertThat(reading)
                .isEqualTo(new Reading.Accepted(new Purchase(
                        "e2",
                        "o1",
                        "c1",
                        NOW,
                        amount,
                        "EUR",
                        null,
                        List.of(new Purchase.Item("i1", "books", 2, amount)))));
    }

    @Test
    void shouldReadARefund() {
        Reading reading = read(
                "purchases",
                "c1",
                Samples.purchase().setKind(PurchaseKind.REFUND).build());

        assertThat(reading)
                .isEqualTo(new Reading.Accepted(
                        new Refund("e2", "o1", "c1", NOW, new BigDecimal("12.5000"), "EUR", null)));
    }

    @Test
    void shouldReadABlankOrderIdAsNone() {
        Reading reading =
                read("purchases", "c1", Samples.purchase().setOrderId(" ").build());

        assertThat(((Purchase) ((Reading.Accepted) reading).event()).orderId()).isNull();
    }

    @Test
    void shouldReadAProfile() {
        Reading reading = read("customer-profiles", "c1", Samples.profile().build());

        assertThat(reading)
                .isEqualTo(new Reading.Accepted(
                        new ProfileUpdate("c1", NOW, Map.of("vip", true, "age", 41L, "score", 0.5, "country", "FR"))));
    }

    @Test
    void shouldReadATombstoneOfAProfileAsForgetting() {
        Reading reading = read("customer-profiles", "c1", null);

        assertThat(reading).isEqualTo(new Reading.Accepted(new Forget("c1")));
    }

    @Test
    void shouldReadWhatItsRecordsWereMadeOf() {
        List<CustomerEvent> events = List.of(
                new Click("e", "ü-1", "x", 1, "s", "i", "c", "web", null, Map.of()),
                new Purchase("e", null, "c", 1, new BigDecimal("0.0000"), "USD", null, List.of()),
                new Refund("e", "o", "c", 1, new BigDecimal("99999999999999.9999"), "USD", "web"),
                new ProfileUpdate("c", 1, Map.of()),
                new Forget("c"));

        assertThat(events).allSatisfy(event -> {
            Reading reading = read(
                    Topics.DEFAULT.of(EventRecords.inputOf(event)), event.customerId(), EventRecords.recordOf(event));
            assertThat(reading).isEqualTo(new Reading.Accepted(event));
        });
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no key", "clickstream", null, Samples.click().build(), DeadLetterReason.WRONG_KEY),
                refusal("blank key", "clickstream", " ", Samples.click().build(), DeadLetterReason.WRONG_KEY),
                refusal("other key", "clickstream", "c2", Samples.click().build(), DeadLetterReason.WRONG_KEY),
                refusal("other key", "purchases", "c2", Samples.purchase().build(), DeadLetterReason.WRONG_KEY),
                refusal(
                        "other key",
                        "customer-profiles",
                        "c2",
                        Samples.profile().build(),
                        DeadLetterReason.WRONG_KEY),
                refusal("blank key of a tombstone", "customer-profiles", "", null, DeadLetterReason.WRONG_KEY),
                refusal("click tombstone", "clickstream", "c1", null, DeadLetterReason.MISSING_VALUE),
                refusal("purchase tombstone", "purchases", "c1", null, DeadLetterReason.MISSING_VALUE),
                refusal("blank event id", click().setEventId(" ").build(), DeadLetterReason.MISSING_ID),
                refusal("blank event id", Samples.purchase().setEventId("").build(), DeadLetterReason.MISSING_ID),
                refusal("blank type", click().setType("").build(), DeadLetterReason.INVALID_TYPE),
                refusal("purchase type", click().setType("purchase").build(), DeadLetterReason.INVALID_TYPE),
                refusal("item type", click().setType("purchase_item").build(), DeadLetterReason.INVALID_TYPE),
                refusal("refund type", click().setType("refund").build(), DeadLetterReason.INVALID_TYPE),
                refusal("epoch", click().setOccurredAt(at(0)).build(), DeadLetterReason.IMPOSSIBLE_TIME),
                refusal("before it", click().setOccurredAt(at(-1)).build(), DeadLetterReason.IMPOSSIBLE_TIME),
                refusal(
                        "too far ahead",
                        click().setOccurredAt(at(NOW + MAX_FUTURE + 1)).build(),
                        DeadLetterReason.IMPOSSIBLE_TIME),
                refusal(
                        "end of time",
                        Samples.purchase().setOccurredAt(at(Long.MAX_VALUE)).build(),
                        DeadLetterReason.IMPOSSIBLE_TIME),
                refusal(
                        "profile ahead",
                        Samples.profile().setUpdatedAt(at(NOW + MAX_FUTURE + 1)).build(),
                        DeadLetterReason.IMPOSSIBLE_TIME),
                refusal("NaN", click().setValue(Double.NaN).build(), DeadLetterReason.INVALID_NUMBER),
                refusal(
                        "infinite attribute",
                        Samples.profile()
                                .setAttributes(Map.of("x", Double.POSITIVE_INFINITY))
                                .build(),
                        DeadLetterReason.INVALID_NUMBER),
                refusal("negative", amount("-0.0001"), DeadLetterReason.INVALID_AMOUNT),
                refusal(
                        "negative item",
                        Samples.purchase()
                                .setItems(List.of(Samples.item("-1.0000", 1)))
                                .build(),
                        DeadLetterReason.INVALID_AMOUNT),
                refusal(
                        "negative quantity",
                        Samples.purchase()
                                .setItems(List.of(Samples.item("1.0000", -1)))
                                .build(),
                        DeadLetterReason.INVALID_QUANTITY),
                refusal(
                        "lower-case currency",
                        Samples.purchase().setCurrency("eur").build(),
                        DeadLetterReason.INVALID_CURRENCY),
                refusal(
                        "long currency",
                        Samples.purchase().setCurrency("EURO").build(),
                        DeadLetterReason.INVALID_CURRENCY));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuse(String topic, String key, SpecificRecord value, DeadLetterReason reason) {
        Reading reading = read(topic, key, value);

        assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.message()).endsWith(".").doesNotContain("c1", "c2", "e1", "e2");
        });
    }

    @Test
    void shouldAcceptAnEventAtTheVeryEndOfTheFutureAllowed() {
        Reading reading = read(
                "clickstream", "c1", click().setOccurredAt(at(NOW + MAX_FUTURE)).build());

        assertThat(reading).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void shouldAcceptAnyFutureWithoutLimit() {
        InputRules rules = new InputRules(Partitioner.MURMUR2, InputRules.NO_LIMIT, 1024);
        byte[] value = writer.write(
                "clickstream", click().setOccurredAt(at(Long.MAX_VALUE)).build());

        Reading reading =
                new Intake(registry, Topics.DEFAULT, rules, 1).read("clickstream", 0, bytes("c1"), value, NOW);

        assertThat(reading).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void shouldRefuseAKeyThatIsNotUtf8() {
        Reading reading = intake.read("customer-profiles", 0, new byte[] {'c', (byte) 0xff}, null, NOW);

        assertThat(reasonOf(reading)).isEqualTo(DeadLetterReason.WRONG_KEY);
    }

    @Test
    void shouldRefuseAKeyOnAnotherPartitionThanItsOwn() {
        InputRules crc32 = new InputRules(Partitioner.CRC32, MAX_FUTURE, 1024);
        Intake divided = new Intake(registry, Topics.DEFAULT, crc32, 10);

        Reading right = divided.read("customer-profiles", 2, bytes("123456789"), null, NOW);
        Reading wrong = divided.read("customer-profiles", 3, bytes("123456789"), null, NOW);

        assertThat(right).isInstanceOf(Reading.Accepted.class);
        assertThat(reasonOf(wrong)).isEqualTo(DeadLetterReason.WRONG_PARTITION);
    }

    @Test
    void shouldRefuseAValueThatIsTooLong() {
        Reading reading = read(
                "clickstream",
                "c1",
                click().setProperties(Map.of("x", "y".repeat(InputRules.DEFAULT.maxBytes())))
                        .build());

        assertThat(reasonOf(reading)).isEqualTo(DeadLetterReason.OVERSIZED);
    }

    @Test
    void shouldRefuseASchemaIdThatDoesNotExist() {
        byte[] value = writer.write("clickstream", click().build());
        ByteBuffer.wrap(value).putInt(1, 4711);

        Reading reading = intake.read("clickstream", 0, bytes("c1"), value, NOW);

        assertThat(reasonOf(reading)).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldRefuseWhatIsNoWholeRecord() {
        byte[] value = writer.write("purchases", Samples.purchase().build());
        byte[] otherMagic = value.clone();
        otherMagic[0] = 1;

        Stream<byte[]> truncated =
                java.util.stream.IntStream.range(0, value.length).mapToObj(n -> Arrays.copyOf(value, n));
        List<byte[]> values = Stream.concat(
                        truncated, Stream.of(otherMagic, Arrays.copyOf(value, value.length + 1), bytes("{\"a\":1}")))
                .toList();

        assertThat(values)
                .allSatisfy(bytes -> assertThat(reasonOf(intake.read("purchases", 0, bytes("c1"), bytes, NOW)))
                        .isEqualTo(DeadLetterReason.UNDECODABLE));
    }

    @Test
    void shouldNotBelieveAnyLengthGreaterThanTheValue() {
        byte[] click = writer.write("clickstream", click().build());
        byte[] purchase = writer.write("purchases", Samples.purchase().build());
        List<ByteBuffer> clicks = List.of(
                claim(click, 5, Integer.MAX_VALUE - 16L), // eventId
                claim(click, click.length - 13, Integer.MAX_VALUE - 16L), // properties
                claim(click, click.length - 13, Long.MAX_VALUE));
        ByteBuffer items = claim(purchase, indexOfItems(purchase), Integer.MAX_VALUE - 16L);

        assertThat(clicks)
                .allSatisfy(
                        value -> assertThat(reasonOf(intake.read("clickstream", 0, bytes("c1"), value.array(), NOW)))
                                .isEqualTo(DeadLetterReason.UNDECODABLE));
        assertThat(reasonOf(intake.read("purchases", 0, bytes("c1"), items.array(), NOW)))
                .isEqualTo(DeadLetterReason.UNDECODABLE);
    }

    @Test
    void shouldSurviveAnyBytes() {
        Random random = new Random(7);
        byte[] value = writer.write("purchases", Samples.purchase().build());

        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = value.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            }
            assertThat(intake.read("purchases", 0, bytes("c1"), damaged, NOW)).isNotNull();
        }
    }

    @Test
    void shouldReadNoOtherTopic() {
        assertThatThrownBy(() -> intake.read("other", 0, bytes("c1"), null, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static dev.segue.avro.ClickEvent.Builder click() {
        return Samples.click();
    }

    private static SpecificRecord amount(String amount) {
        return Samples.purchase().setAmount(new BigDecimal(amount)).build();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static Arguments refusal(String name, SpecificRecord value, DeadLetterReason reason) {
        String topic = Stream.of(Input.values())
                .filter(input -> input.schema().equals(value.getSchema()))
                .map(Input::defaultName)
                .findFirst()
                .orElseThrow();
        return refusal(name, topic, "c1", value, reason);
    }

    private static Arguments refusal(
            String name, String topic, String key, SpecificRecord value, DeadLetterReason reason) {
        return arguments(topic, key, named(name, value), reason);
    }

    private Reading read(String topic, String key, SpecificRecord value) {
        byte[] bytes = value == null ? null : writer.write(topic, value);
        return intake.read(topic, 0, key == null ? null : bytes(key), bytes, NOW);
    }

    private static DeadLetterReason reasonOf(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).reason();
    }

    /** The items' count is followed by the item's id, "i1". */
    private static int indexOfItems(byte[] purchase) {
        return new String(purchase, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u0002\u0004i1");
    }

    /** The value up to there, then a length or count that it cannot hold, and a few bytes more. */
    private static ByteBuffer claim(byte[] value, int position, long length) {
        ByteBuffer bytes = ByteBuffer.allocate(position + 14).put(value, 0, position);
        for (long rest = length << 1 ^ length >> 63; ; rest >>>= 7) {
            if ((rest & ~0x7fL) == 0) {
                bytes.put((byte) rest);
                return bytes;
            }
            bytes.put((byte) (rest & 0x7f | 0x80));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
