package dev.segue.wire.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Confluent's deserializer for values that nobody vouches for: no length in them makes it allocate more than they hold. It looks
 * a schema up once; what else is written with that schema is then decoded without going through the look-up's caches again, which
 * took most of the time.
 */
final class BoundedDeserializer extends KafkaAvroDeserializer {

    private static final byte MAGIC = 0;
    private static final int HEADER = 5;

    private final Map<DatumReader<?>, DatumReader<?>> bounded = new ConcurrentHashMap<>();
    private final Map<Schema, Map<Integer, DatumReader<?>>> known = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders = new ThreadLocal<>();

    BoundedDeserializer(Registry registry) {
        super(registry.client());
        Map<String, Object> settings = new HashMap<>(registry.settings());
        settings.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        configure(settings, false);
    }

    @Override
    public Object deserialize(String topic, byte[] value, Schema schema) {
        if (value == null || value.length < HEADER || value[0] != MAGIC) {
            return super.deserialize(topic, value, schema);
        }
        Map<Integer, DatumReader<?>> byId = known.computeIfAbsent(schema, any -> new ConcurrentHashMap<>());
        int id = ByteBuffer.wrap(value).getInt(1);
        DatumReader<?> reader = byId.get(id);
        if (reader != null) {
            return decode(value, reader);
        }
        Object record = super.deserialize(topic, value, schema);
        byId.put(id, readerOf(id, schema));
        return record;
    }

    private Object decode(byte[] value, DatumReader<?> reader) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoders.get());
        decoders.set(decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatumReader<?> readerOf(int id, Schema schema) {
        try {
            return getDatumReader(((AvroSchema) schemaRegistry.getSchemaById(id)).rawSchema(), schema);
        } catch (IOException | RestClientException | ExecutionException e) {
            throw new IllegalStateException("The schema with which a record was just read is gone", e);
        }
    }

    @Override
    protected DatumReader<?> getDatumReader(Schema writer, Schema reader) throws ExecutionException {
        DatumReader<?> found = super.getDatumReader(writer, reader);
        DatumReader<?> checked = bounded.get(found);
        if (checked == null) {
            IncompatibleSchema.check(writer, reader, "");
            checked = new BoundedReader<>(found);
            bounded.put(found, checked);
        }
        return checked;
    }

    private record BoundedReader<T>(DatumReader<T> reader) implements DatumReader<T> {

        @Override
        public void setSchema(Schema schema) {
            reader.setSchema(schema);
        }

        @Override
        public T read(T reuse, Decoder in) throws IOException {
            BinaryDecoder bytes = (BinaryDecoder) in;
            T record = reader.read(
                    reuse, new BoundedDecoder(bytes, bytes.inputStream().available()));
            if (!bytes.isEnd()) {
                throw new IOException("There are bytes behind the end of the record");
            }
            return record;
        }
    }
}
