package dev.segue.bench.peer.wire;

import dev.segue.bench.peer.history.ShopEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;

/** A {@link ShopEventReader} for each thread: Kafka Streams hands one deserializer to all of its threads. */
public final class ShopEventDeserializer implements Deserializer<ShopEvent> {

    private final ThreadLocal<ShopEventReader> readers;

    public ShopEventDeserializer(String registryUrl) {
        this.readers = ThreadLocal.withInitial(() -> new ShopEventReader(registryUrl));
    }

    @Override
    public ShopEvent deserialize(String topic, byte[] value) {
        try {
            return readers.get().read(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of " + topic + " is not Avro of its schema", e);
        }
    }
}
