package dev.segue.wire.registry;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes records of our schemas in the Confluent wire format, registering each schema as the topic's value when first
 * written there. After the first record of a topic the registry is no longer needed.
 */
public final class AvroWriter {

    private final KafkaAvroSerializer serializer;

    public AvroWriter(Registry registry) {
        this.serializer = new KafkaAvroSerializer(registry.client(), registry.settings());
    }

    /**
     * The bytes of the record. Waits while the registry is away.
     *
     * @throws KafkaException when the registry refuses the schema
     */
    public byte[] write(String topic, SpecificRecord record) {
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
