package dev.segue.bench.limit;

import dev.segue.avro.ClickEvent;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Decodes every record, gets what is kept of its customer and puts 250 bytes; forwards one record in fifty. */
final class OnePutAnEvent extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    static final String STORE = "customer-store";
    private static final int BYTES = 250;
    private static final int EVERY = 50;

    private final ServiceSettings settings;
    private KafkaAvroDeserializer decoder;
    private KeyValueStore<Bytes, byte[]> store;
    private int seen;

    private OnePutAnEvent(ServiceSettings settings) {
        this.settings = settings;
    }

    static void run(String[] args, KeyValueBytesStoreSupplier kept) throws IOException {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> store =
                Stores.keyValueStoreBuilder(kept, Serdes.Bytes(), Serdes.ByteArray());
        StreamsLimit.run(args, settings -> new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return new OnePutAnEvent(settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }
        });
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        decoder = settings.deserializer();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context().recordMetadata().orElseThrow().topic();
        Object event = decoder.deserialize(topic, record.value());
        Bytes key = Bytes.wrap(record.key());
        byte[] before = store.get(key);
        byte[] after = before == null ? new byte[BYTES] : before.clone();
        ByteBuffer bytes = ByteBuffer.wrap(after);
        bytes.putInt(0, bytes.getInt(0) + 1).putInt(4 * (1 + seen % 60), event instanceof ClickEvent ? 1 : 2);
        store.put(key, after);
        if (++seen % EVERY == 0) {
            context().forward(record);
        }
    }
}
