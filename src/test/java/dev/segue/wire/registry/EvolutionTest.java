package dev.segue.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;
import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.Refusal;
import dev.segue.wire.Samples;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {

    private final Registry registry = Samples.registry();
    private final AvroReader reader = new AvroReader(registry);

    @Test
    void shouldReadAnOlderSchema() throws Refusal {
        Schema older = new Schema.Parser().parse("""
                {"type":"record","name":"ClickEvent","namespace":"dev.segue.avro","fields":[
                  {"name":"eventId","type":"string"},{"name":"customerId","type":"string"},
                  {"name":"type","type":"string"},{"name":"occurredAt","type":"long"}]}
                """);
        GenericRecord click = new GenericRecordBuilder(older)
                .set("eventId", "e1")
                .set("customerId", "c1")
                .set("type", "search")
                .set("occurredAt", 5L)
                .build();

        ClickEvent read = (ClickEvent) reader.read("clickstream", bytes(click), ClickEvent.getClassSchema());

        assertThat(read.getType()).isEqualTo("search");
        assertThat(read.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(read.getChannel()).isNull();
        assertThat(read.getProperties()).isEmpty();
    }

    @Test
    void shouldReadANewerSchema() throws Refusal {
        Schema newer = new Schema.Parser().parse("""
                {"type":"record","name":"PurchaseEvent","namespace":"dev.segue.avro","fields":[
                  {"name":"discounts","type":{"type":"array","items":{"type":"map","values":"string"}}},
                  {"name":"eventId","type":"string"},{"name":"customerId","type":"string"},
                  {"name":"kind","type":{"type":"enum","name":"PurchaseKind","symbols":["PURCHASE","REFUND","EXCHANGE"]}},
                  {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":20,"scale":4}},
                  {"name":"currency","type":"string"},
                  {"name":"note","type":["null","string"],"default":null}]}
                """);
        GenericRecord purchase = new GenericRecordBuilder(newer)
                .set("discounts", java.util.List.of(java.util.Map.of("a", "b")))
                .set("eventId", "e1")
                .set("customerId", "c1")
                .set("kind", new GenericData.EnumSymbol(newer.getField("kind").schema(), "EXCHANGE"))
                .set("occurredAt", 5L)
                .set("amount", ByteBuffer.wrap(new byte[] {0x30, 0x39}))
                .set("currency", "EUR")
                .set("note", "a present")
                .build();

        PurchaseEvent read =
                (PurchaseEvent) reader.read("purchases", bytes("purchases", purchase), PurchaseEvent.getClassSchema());

        assertThat(read.getKind()).isEqualTo(PurchaseKind.PURCHASE);
        assertThat(read.getAmount()).isEqualTo(new BigDecimal("1.2345"));
        assertThat(read.getItems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"long","logicalType":"timestamp-micros"} | {"type":"bytes","logicalType":"decimal","precision":18,"scale":4}
            {"type":"long","logicalType":"timestamp-millis"} | {"type":"bytes","logicalType":"decimal","precision":10,"scale":2}
            {"type":"long","logicalType":"timestamp-millis"} | "bytes"
            ["null",{"type":"long","logicalType":"timestamp-micros"}] | {"type":"bytes","logicalType":"decimal","precision":18,"scale":4}
            """)
    void shouldRefuseASchemaThatMeansSomethingElse(String time, String amount) {
        Schema other = new Schema.Parser().parse("""
                {"type":"record","name":"PurchaseEvent","namespace":"dev.segue.avro","fields":[
                  {"name":"eventId","type":"string"},{"name":"customerId","type":"string"},
                  {"name":"occurredAt","type":%s},{"name":"amount","type":%s},{"name":"currency","type":"string"}]}
                """.formatted(time, amount));
        GenericRecord purchase = new GenericRecordBuilder(other)
                .set("eventId", "e1")
                .set("customerId", "c1")
                .set("occurredAt", 5L)
                .set("amount", ByteBuffer.wrap(new byte[] {1}))
                .set("currency", "EUR")
                .build();
        byte[] value = bytes("purchases", purchase);

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> reader.read("purchases", value, PurchaseEvent.getClassSchema()));

        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.INCOMPATIBLE_SCHEMA);
        assertThat(refusal).hasMessageContaining("has another unit for");
    }

    @Test
    void shouldRefuseASchemaThatLacksAField() {
        Schema other = new Schema.Parser().parse("""
                {"type":"record","name":"ClickEvent","namespace":"dev.segue.avro","fields":[
                  {"name":"eventId","type":"string"}]}
                """);
        byte[] value = bytes(new GenericRecordBuilder(other).set("eventId", "e").build());

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> reader.read("clickstream", value, ClickEvent.getClassSchema()));

        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
    }

    @Test
    void shouldSurviveARecursiveSchema() {
        Schema recursive = new Schema.Parser().parse("""
                {"type":"record","name":"ClickEvent","namespace":"dev.segue.avro","fields":[
                  {"name":"next","type":["null","ClickEvent"]},
                  {"name":"eventId","type":"string","default":""},{"name":"customerId","type":"string","default":""},
                  {"name":"type","type":"string","default":""},{"name":"occurredAt","type":"long","default":0}]}
                """);
        GenericRecord leaf =
                new GenericRecordBuilder(recursive).set("next", null).build();
        byte[] value = ByteBuffer.allocate(200_005).put(bytes(leaf), 0, 5).array();
        java.util.Arrays.fill(value, 5, value.length, (byte) 2);

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> reader.read("clickstream", value, ClickEvent.getClassSchema()));

        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
    }

    private byte[] bytes(GenericRecord record) {
        return bytes("clickstream", record);
    }

    private byte[] bytes(String topic, GenericRecord record) {
        return new KafkaAvroSerializer(registry.client(), registry.settings()).serialize(topic, record);
    }
}
