package dev.segue.wire;

import dev.segue.timeline.Parts;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The parts of one customer as they are in the timeline store; to be read only, unless a subclass says otherwise. */
public class CustomerParts implements Parts {

    private static final int HEAD = 0;

    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    private final String customerId;
    private final byte[] prefix;

    public CustomerParts(ReadOnlyKeyValueStore<Bytes, byte[]> store, String customerId) {
        this.store = store;
        this.customerId = customerId;
        this.prefix = StateKeys.partsPrefix(customerId);
    }

    @Override
    public final byte[] get(int part) {
        return store.get(key(part));
    }

    @Override
    public final void each(int from, int to, Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> parts = store.range(key(from), key(to - 1))) {
            while (parts.hasNext()) {
                KeyValue<Bytes, byte[]> next = parts.next();
                visitor.visit(StateKeys.partOf(next.key.get(), prefix), next.value);
            }
        }
    }

    @Override
    public void put(int part, byte[] bytes) {
        throw new UnsupportedOperationException("these parts are only read");
    }

    protected final Bytes key(int part) {
        return Bytes.wrap(part == HEAD ? StateKeys.head(customerId) : StateKeys.part(prefix, part));
    }
}
