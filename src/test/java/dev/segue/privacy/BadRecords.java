package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.cluster.TestCluster;
import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Samples;
import dev.segue.wire.registry.AvroWriter;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record for each reason not to take one in; whatever can be, is a canary. */
public final class BadRecords {

    private static final String CUSTOMER = Canary.customer("refused");

    /** It tells the time in another unit. */
    private static final Schema MICROS = new Schema.Parser().parse("""
            {"type":"record","name":"ClickEvent","namespace":"dev.segue.avro","fields":[
              {"name":"eventId","type":"string"},{"name":"customerId","type":"string"},{"name":"type","type":"string"},
              {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-micros"}}]}
            """);

    private final String clicks;
    private final String purchases;
    private final AvroWriter writer;
    private final String registryUrl;

    public BadRecords(TestCluster cluster, String registryUrl) {
        this.clicks = cluster.topics().clickstream();
        this.purchases = cluster.topics().purchases();
        this.writer = new AvroWriter(cluster.registry());
        this.registryUrl = registryUrl;
    }

    public ProducerRecord<byte[], byte[]> of(DeadLetterReason reason) {
        return switch (reason) {
            case UNDECODABLE -> record(clicks, ("no Avro: " + Canary.MARK).getBytes(UTF_8));
            case UNKNOWN_SCHEMA ->
                record(
                        clicks,
                        ByteBuffer.wrap(written(clicks, click().build()))
                                .putInt(1, 4711)
                                .array());
            case INCOMPATIBLE_SCHEMA -> record(clicks, inMicros());
            case OVERSIZED ->
                record(
                        clicks,
                        written(
                                clicks,
                                click().setProperties(Map.of("note", Canary.MARK.repeat(30_000)))
                                        .build()));
            case MISSING_VALUE -> record(clicks, null);
            case WRONG_KEY ->
                record(
                        clicks,
                        written(
                                clicks,
                                click().setCustomerId(Canary.customer("other")).build()));
            case WRONG_PARTITION -> {
                var right = record(clicks, written(clicks, click().build()));
                int wrong = (right.partition() + 1) % TestCluster.PARTITIONS;
                yield new ProducerRecord<>(clicks, wrong, right.key(), right.value());
            }
            case MISSING_ID ->
                record(clicks, written(clicks, click().setEventId("").build()));
            case IMPOSSIBLE_TIME ->
                record(
                        clicks,
                        written(clicks, click().setOccurredAt(Instant.EPOCH).build()));
            case INVALID_TYPE ->
                record(clicks, written(clicks, click().setType("refund").build()));
            case INVALID_NUMBER ->
                record(clicks, written(clicks, click().setValue(Double.NaN).build()));
            case INVALID_AMOUNT ->
                record(
                        purchases,
                        written(
                                purchases,
                                purchase().setAmount(new BigDecimal("-1.0000")).build()));
            case INVALID_QUANTITY ->
                record(
                        purchases,
                        written(
                                purchases,
                                purchase()
                                        .setItems(List.of(Samples.item("1.0000", -1)))
                                        .build()));
            case INVALID_CURRENCY ->
                record(
                        purchases,
                        written(purchases, purchase().setCurrency(Canary.MARK).build()));
        };
    }

    private byte[] written(String topic, SpecificRecord value) {
        return writer.write(topic, value);
    }

    private byte[] inMicros() {
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            // under another subject: ours would refuse it
            serializer.configure(Map.of("schema.registry.url", registryUrl), false);
            return serializer.serialize(
                    "others",
                    new GenericRecordBuilder(MICROS)
                            .set("eventId", Canary.MARK)
                            .set("customerId", CUSTOMER)
                            .set("type", Canary.MARK)
                            .set("occurredAt", 5L)
                            .build());
        }
    }

    private static ClickEvent.Builder click() {
        return Samples.click()
                .setEventId(Canary.MARK)
                .setCustomerId(CUSTOMER)
                .setSessionId(Canary.MARK)
                .setProperties(Map.of("note", Canary.MARK));
    }

    private static PurchaseEvent.Builder purchase() {
        return Samples.purchase()
                .setEventId(Canary.MARK)
                .setOrderId(Canary.MARK)
                .setCustomerId(CUSTOMER);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
        byte[] key = CUSTOMER.getBytes(UTF_8);
        int partition = Partitioner.MURMUR2.partition(key, TestCluster.PARTITIONS);
        return new ProducerRecord<>(topic, partition, key, value);
    }
}
