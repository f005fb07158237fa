package dev.segue.assignment;

import dev.segue.membership.Customer;
import dev.segue.membership.DueIndex;
import dev.segue.timeline.Parts;
import dev.segue.wire.StateKeys;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The customers of a task: a key-value store of their parts, and in front of it those seen last, already read. Customers that
 * changed are written together just before a commit, each once however much happened to them since the last: a session that falls
 * into one commit costs one small write. What others read from the store is therefore what is committed, or just about to be.
 *
 * <p>Kafka Streams has no public hook before a commit; its own caches hang on {@link CachedStateStore}, and so does this.
 */
final class CustomerStore implements StateStore, CachedStateStore<Bytes, byte[]> {

    private static final long ENTRIES_EACH = 100;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int capacity;
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Customer> changed = new LinkedHashSet<>();
    private Runnable beforeCommit = () -> {};
    private long entries;
    private long now;

    private record Held(Customer customer, int entries) {}

    /**
     * @param store keeps the parts, and logs what changes
     * @param capacity how many customers are kept read; fewer if they have more than 100 entries on the average
     */
    CustomerStore(KeyValueStore<Bytes, byte[]> store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    /** The store of the parts, in which is what was written at the last commit. */
    KeyValueStore<Bytes, byte[]> behind() {
        return store;
    }

    /** Has something else done before each commit, after which nothing may change before it. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** The customer, known or not. */
    Customer get(String customerId) {
        Held known = held.get(customerId);
        return known != null ? known.customer : hold(Customer.read(customerId, new StoredParts(customerId)));
    }

    /**
     * Takes note that the customer changed.
     *
     * @param clock the task's
     */
    void save(Customer customer, long clock) {
        now = clock;
        changed.add(customer);
        hold(customer);
    }

    /**
     * The heads of all known customers by key, from the key after the given one on; to be closed.
     *
     * @param after the key of a head, or null for all
     */
    KeyValueIterator<Bytes, byte[]> heads(byte[] after) {
        writeChanged();
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

    @Override
    public void flushCache() {
        writeChanged();
        beforeCommit.run();
    }

    private void writeChanged() {
        if (changed.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(2 * changed.size());
        for (Customer customer : changed) {
            customer.write(new WrittenParts(customer.id(), writes), now);
            if (customer.isUnknown()) {
                drop(customer.id());
            }
        }
        changed.clear();
        // one batch: whoever reads in another thread sees all of it or nothing
        store.putAll(writes);
        makeRoom();
    }

    @Override
    public void clearCache() {
        changed.clear();
        held.clear();
        entries = 0;
    }

    private Customer hold(Customer customer) {
        drop(customer.id());
        held.put(customer.id(), new Held(customer, customer.entries()));
        entries += customer.entries();
        if (isFull()) {
            // most are only waiting to be written when a commit is long in coming
            if (changed.size() > held.size() / 2) {
                writeChanged();
            }
            makeRoom();
        }
        return customer;
    }

    private boolean isFull() {
        return held.size() > capacity || (entries > ENTRIES_EACH * capacity && held.size() > 1);
    }

    private void makeRoom() {
        Iterator<Held> oldest = held.values().iterator();
        while (isFull() && oldest.hasNext()) {
            Held next = oldest.next();
            if (!changed.contains(next.customer)) {
                entries -= next.entries;
                oldest.remove();
            }
        }
    }

    private void drop(String customerId) {
        Held known = held.remove(customerId);
        if (known != null) {
            entries -= known.entries;
        }
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        clearCache();
        beforeCommit = () -> {};
        store.init(context, root);
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        store.commit(changelogOffsets);
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation") // the store behind decides, however it says so
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public void close() {
        clearCache();
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }

    /** The parts of one customer, in the store. */
    private class StoredParts implements Parts {

        private final String customerId;

        StoredParts(String customerId) {
            this.customerId = customerId;
        }

        @Override
        public byte[] get(int part) {
            return store.get(key(part));
        }

        @Override
        public void each(int from, int to, Visitor visitor) {
            try (KeyValueIterator<Bytes, byte[]> parts = store.range(key(from), key(to - 1))) {
                while (parts.hasNext()) {
                    KeyValue<Bytes, byte[]> next = parts.next();
                    visitor.visit(StateKeys.partOf(next.key.get(), customerId), next.value);
                }
            }
        }

        @Override
        public void put(int part, byte[] bytes) {
            store.put(key(part), bytes);
        }

        Bytes key(int part) {
            return Bytes.wrap(StateKeys.timeline(customerId, part));
        }
    }

    /** Collects what is put instead of putting it. */
    private final class WrittenParts extends StoredParts {

        private final List<KeyValue<Bytes, byte[]>> writes;

        WrittenParts(String customerId, List<KeyValue<Bytes, byte[]>> writes) {
            super(customerId);
            this.writes = writes;
        }

        @Override
        public void put(int part, byte[] bytes) {
            writes.add(KeyValue.pair(key(part), bytes));
        }
    }
}
