package dev.segue.query.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.timeline.Parts;
import dev.segue.wire.CustomerParts;
import dev.segue.wire.StateKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads one customer after the other, in the order of their ids. To open an iterator costs more than to read a customer: the parts of
 * those whose ids are equally long lie in this order too, so that one iterator does for all of them.
 */
final class CustomerWalk implements AutoCloseable {

    private final ReadOnlyKeyValueStore<Bytes, byte[]> timelines;
    private final Map<Integer, Ahead> byLength = new HashMap<>();

    CustomerWalk(ReadOnlyKeyValueStore<Bytes, byte[]> timelines) {
        this.timelines = timelines;
    }

    /** The parts of the next customer, to be read once, in one go; of an id above those before. */
    Parts of(String customerId, byte[] head) {
        byte[] prefix = StateKeys.partsPrefix(customerId);
        int length = customerId.getBytes(UTF_8).length;
        Ahead ahead = byLength.computeIfAbsent(length, any -> new Ahead(open(prefix, length)));
        CustomerParts stored = new CustomerParts(timelines, customerId);
        return new Parts() {
            @Override
            public byte[] get(int part) {
                return part == 0 ? head : stored.get(part);
            }

            @Override
            public void each(int from, int to, Visitor visitor) {
                ahead.visit(prefix, from, to, visitor);
            }

            @Override
            public void put(int part, byte[] bytes) {
                stored.put(part, bytes);
            }
        };
    }

    private KeyValueIterator<Bytes, byte[]> open(byte[] prefix, int length) {
        byte[] equallyLong = Arrays.copyOf(prefix, prefix.length - length);
        return timelines.range(Bytes.wrap(prefix), Bytes.wrap(StateKeys.past(equallyLong)));
    }

    /** An iterator, with the entry that it came to. */
    private static final class Ahead {

        private final KeyValueIterator<Bytes, byte[]> parts;
        private KeyValue<Bytes, byte[]> next;

        Ahead(KeyValueIterator<Bytes, byte[]> parts) {
            this.parts = parts;
            step();
        }

        void visit(byte[] prefix, int from, int to, Parts.Visitor visitor) {
            while (next != null && Arrays.compareUnsigned(next.key.get(), prefix) < 0) {
                step();
            }
            int length = prefix.length;
            while (next != null
                    && Arrays.equals(next.key.get(), 0, Math.min(length, next.key.get().length), prefix, 0, length)) {
                int part = StateKeys.partOf(next.key.get(), prefix);
                if (part >= from && part < to) {
                    visitor.visit(part, next.value);
                }
                step();
            }
        }

        private void step() {
            next = parts.hasNext() ? parts.next() : null;
        }
    }

    @Override
    public void close() {
        byLength.values().forEach(ahead -> ahead.parts.close());
    }
}
