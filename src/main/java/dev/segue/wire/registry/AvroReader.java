package dev.segue.wire.registry;

import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.Refusal;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.InterruptException;

/** Reads values in the Confluent wire format as records of our schemas, whichever schema they were written with. */
public final class AvroReader {

    private final BoundedDeserializer deserializer;

    public AvroReader(Registry registry) {
        this.deserializer = new BoundedDeserializer(registry);
    }

    /**
     * The record that the bytes hold. Waits while the registry is away.
     *
     * @param schema the schema of a generated class
     * @throws Refusal when the bytes are no such record
     */
    @SuppressWarnings("CatchAndPrintStackTrace")
    public SpecificRecord read(String topic, byte[] value, Schema schema) throws Refusal {
        try {
            return (SpecificRecord) deserializer.deserialize(topic, value, schema);
        } catch (RuntimeException e) {
            throw refusal(e);
        } catch (StackOverflowError e) {
            // a recursive writer's schema nests as deep as the bytes are long
            throw new Refusal(DeadLetterReason.UNDECODABLE, "The value is nested too deeply.");
        }
    }

    private static Refusal refusal(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptException || cause instanceof RegistryClosed) {
                throw (RuntimeException) cause;
            }
            if (cause instanceof RestClientException) {
                return new Refusal(
                        DeadLetterReason.UNKNOWN_SCHEMA, "The schema registry does not know the value's schema id.");
            }
            if (cause instanceof IncompatibleSchema) {
                return new Refusal(DeadLetterReason.INCOMPATIBLE_SCHEMA, cause.getMessage());
            }
        }
        return new Refusal(
                DeadLetterReason.UNDECODABLE,
                "The value is not a whole Avro record of this topic in the Confluent wire format.");
    }
}
