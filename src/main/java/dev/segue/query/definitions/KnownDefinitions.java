package dev.segue.query.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.query.state.NotHere;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Refusal;
import dev.segue.wire.Stores;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published definitions as this instance has read them from their topic, a moment after they were published. */
public final class KnownDefinitions {

    private static final Logger LOG = LoggerFactory.getLogger(KnownDefinitions.class);

    private final Supplier<KafkaStreams> streams;
    private final DefinitionRecords records;
    private final Map<String, Decoded> decoded = new ConcurrentHashMap<>();

    private record Decoded(byte[] bytes, PublishedDefinition definition) {}

    /** @param streams null while there are none */
    public KnownDefinitions(Supplier<KafkaStreams> streams, DefinitionRecords records) {
        this.streams = streams;
        this.records = records;
    }

    /** All definitions, by id; a record that is none is left out. */
    public SortedMap<String, PublishedDefinition> all() throws NotHere {
        SortedMap<String, PublishedDefinition> all = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> stored = store().all()) {
            while (stored.hasNext()) {
                KeyValue<Bytes, byte[]> next = stored.next();
                String id = new String(next.key.get(), UTF_8);
                PublishedDefinition definition = decode(id, next.key.get(), next.value);
                if (definition != null) {
                    all.put(id, definition);
                }
            }
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unknown(e);
        }
        return all;
    }

    /** The definition of one segment; empty where there is none. */
    public Optional<PublishedDefinition> find(String id) throws NotHere {
        byte[] key = DefinitionRecords.key(id);
        try {
            byte[] value = store().get(Bytes.wrap(key));
            return value == null ? Optional.empty() : Optional.ofNullable(decode(id, key, value));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unknown(e);
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store() throws NotHere {
        KafkaStreams running = streams.get();
        if (running == null) {
            throw new NotHere("This instance has not started yet.");
        }
        return running.store(StoreQueryParameters.fromNameAndType(
                Stores.SEGMENT_DEFINITIONS, QueryableStoreTypes.<Bytes, byte[]>keyValueStore()));
    }

    private static NotHere unknown(RuntimeException e) {
        return new NotHere("This instance does not know the segments now: " + e.getMessage());
    }

    private PublishedDefinition decode(String id, byte[] key, byte[] value) {
        Decoded known = decoded.get(id);
        if (known == null || !Arrays.equals(known.bytes(), value)) {
            try {
                known = new Decoded(value, records.read(key, value));
            } catch (Refusal e) {
                LOG.warn("A record of the definitions topic is none: {}", e.getMessage());
                known = new Decoded(value, null);
            }
            decoded.put(id, known);
        }
        return known.definition();
    }
}
