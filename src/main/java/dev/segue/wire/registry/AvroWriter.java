package dev.segue.wire.registry;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes records of our schemas in the Confluent wire format, registering each schema as the topic's value when first
 * written there. After the first record of a topic the registry is no longer needed.
 */
public final class AvroWriter {

    private static final int HEADER = 5;

    private final KafkaAvroSerializer serializer;
    private final Map<Written, Form> forms = new ConcurrentHashMap<>();

    /** A topic, and a schema of the records that are written to it. */
    private record Written(String topic, Schema schema) {}

    /** How records begin, magic byte and schema id, and what writes the rest. */
    private record Form(byte[] header, SpecificDatumWriter<SpecificRecord> writer) {

        static Form of(byte[] first, SpecificRecord record) {
            SpecificData types = ((SpecificRecordBase) record).getSpecificData();
            return new Form(Arrays.copyOf(first, HEADER), new SpecificDatumWriter<>(record.getSchema(), types));
        }

        byte[] write(SpecificRecord record) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            bytes.writeBytes(header);
            try {
                BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
                writer.write(record, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    public AvroWriter(Registry registry) {
        this.serializer = new KafkaAvroSerializer(registry.client(), registry.settings());
    }

    /**
     * The bytes of the record. Waits while the registry is away.
     *
     * @throws KafkaException when the registry refuses the schema
     */
    public byte[] write(String topic, SpecificRecord record) {
        Written written = new Written(topic, record.getSchema());
        Form form = forms.get(written);
        if (form != null) {
            return form.write(record);
        }
        byte[] first = register(topic, record);
        forms.put(written, Form.of(first, record));
        return first;
    }

    // Confluent's serializer registers the schema; going through its caches with each record would take most of the
    // time
    private byte[] register(String topic, SpecificRecord record) {
        try {
            return serializer.serialize(topic, record);
        } catch (KafkaException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InterruptException || cause instanceof RegistryClosed) {
                    throw (KafkaException) cause;
                }
            }
            throw new KafkaException("The record of " + topic + " cannot be written: " + innermost(e), e);
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
