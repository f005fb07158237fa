package dev.segue.assignment;

import dev.segue.membership.Customer;
import dev.segue.membership.DueIndex;
import dev.segue.timeline.Parts;
import dev.segue.wire.StateKeys;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The customers of a task: the timeline store, and in front of it those seen last, already read. Each customer that changed is
 * written through at once.
 */
final class CustomerStore {

    private static final long ENTRIES_EACH = 100;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int capacity;
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private long entries;

    private record Held(Customer customer, int entries) {}

    /** @param capacity how many customers are kept read; fewer if they have more than 100 entries on the average */
    CustomerStore(KeyValueStore<Bytes, byte[]> store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    /** The customer, known or not. */
    Customer get(String customerId) {
        Held known = held.get(customerId);
        return known != null ? known.customer : hold(Customer.read(customerId, new StoredParts(customerId)));
    }

    /** Writes what changed of the customer; removes them once nothing is known of them. */
    void save(Customer customer) {
        customer.write(new StoredParts(customer.id()));
        if (customer.isUnknown()) {
            drop(customer.id());
        } else {
            hold(customer);
        }
    }

    /**
     * The heads of all known customers by key, from the key after the given one on; to be closed.
     *
     * @param after the key of a head, or null for all
     */
    KeyValueIterator<Bytes, byte[]> heads(byte[] after) {
        Bytes from = Bytes.wrap(after == null ? StateKeys.firstHead() : StateKeys.next(after));
        return store.range(from, Bytes.wrap(StateKeys.lastHead()));
    }

    /** The next due instant of each known customer. */
    void indexInto(DueIndex index) {
        try (KeyValueIterator<Bytes, byte[]> heads = heads(null)) {
            while (heads.hasNext()) {
                KeyValue<Bytes, byte[]> head = heads.next();
                index.put(StateKeys.customerOfHead(head.key.get()), Customer.nextDueOf(head.value));
            }
        }
    }

    private Customer hold(Customer customer) {
        drop(customer.id());
        held.put(customer.id(), new Held(customer, customer.entries()));
        entries += customer.entries();
        Iterator<Held> oldest = held.values().iterator();
        while (held.size() > capacity || (entries > ENTRIES_EACH * capacity && held.size() > 1)) {
            entries -= oldest.next().entries;
            oldest.remove();
        }
        return customer;
    }

    private void drop(String customerId) {
        Held known = held.remove(customerId);
        if (known != null) {
            entries -= known.entries;
        }
    }

    /** The parts of one customer, in the store. */
    private final class StoredParts implements Parts {

        private final String customerId;

        StoredParts(String customerId) {
            this.customerId = customerId;
        }

        @Override
        public byte[] get(int part) {
            return store.get(Bytes.wrap(StateKeys.timeline(customerId, part)));
        }

        @Override
        public void put(int part, byte[] bytes) {
            store.put(Bytes.wrap(StateKeys.timeline(customerId, part)), bytes);
        }
    }
}
