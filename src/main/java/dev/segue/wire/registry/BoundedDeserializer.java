package dev.segue.wire.registry;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/** Confluent's deserializer for values that nobody vouches for: no length in them makes it allocate more than they hold. */
final class BoundedDeserializer extends KafkaAvroDeserializer {

    private final Map<DatumReader<?>, DatumReader<?>> bounded = new ConcurrentHashMap<>();

    BoundedDeserializer(Registry registry) {
        super(registry.client());
        Map<String, Object> settings = new HashMap<>(registry.settings());
        settings.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        configure(settings, false);
    }

    @Override
    protected DatumReader<?> getDatumReader(Schema writer, Schema reader) throws ExecutionException {
        DatumReader<?> known = super.getDatumReader(writer, reader);
        DatumReader<?> checked = bounded.get(known);
        if (checked == null) {
            IncompatibleSchema.check(writer, reader, "");
            checked = new BoundedReader<>(known);
            bounded.put(known, checked);
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
