package dev.segue.bench.peer.wire;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.SegmentChange;
import dev.segue.avro.Trigger;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes changes as Avro in the Confluent format. Confined to one thread. */
public final class ChangeWriter {

    private final SpecificDatumWriter<SegmentChange> writer = new SpecificDatumWriter<>(SegmentChange.class);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final byte[] header;
    private BinaryEncoder encoder;

    /** Registers the schema of changes as that of the topic's values. */
    public ChangeWriter(String registryUrl, String topic) {
        try {
            int id = new CachedSchemaRegistryClient(List.of(registryUrl), 10)
                    .register(topic + "-value", new AvroSchema(SegmentChange.getClassSchema()));
            header = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("the registry does not take the schema of " + topic, e);
        }
    }

    /** The value of the record that tells a change. */
    public byte[] write(Change change) {
        SegmentChange record = SegmentChange.newBuilder()
                .setChangeId(id(change))
                .setCustomerId(change.customerId())
                .setSegmentId(change.segmentId())
                .setSegmentVersion(1)
                .setType(change.entered() ? ChangeType.ENTERED : ChangeType.EXITED)
                .setReason(change.topic() == null ? ChangeReason.TIME : ChangeReason.EVENT)
                .setOccurredAt(Instant.ofEpochMilli(change.occurredAt()))
                .setDetectedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                .setSequence(change.sequence())
                .setTrigger(trigger(change))
                .setEvidence(List.of())
                .setMemberOf(List.of())
                .setArm(Arm.TREATMENT)
                .build();
        bytes.reset();
        bytes.writeBytes(header);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Trigger trigger(Change change) {
        return change.topic() == null
                ? null
                : new Trigger(change.topic(), change.partition(), change.offset(), change.eventId());
    }

    private static String id(Change change) {
        String identity =
                change.customerId() + '/' + change.segmentId() + '/' + change.sequence() + '/' + change.occurredAt();
        return Long.toHexString(Hashing.komihash5_0().hashCharsToLong(identity));
    }
}
