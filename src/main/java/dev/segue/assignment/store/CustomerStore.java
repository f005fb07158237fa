package dev.segue.assignment.store;

import dev.segue.membership.Customer;
import dev.segue.membership.DueIndex;
import dev.segue.wire.CustomerParts;
import dev.segue.wire.StateKeys;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The customers of a task: a key-value store of their parts, and in front of it those seen last, already read. Customers that
 * changed are written together just before a commit, each once however much happened to them since the last: a session that falls
 * into one commit costs one small write. Other threads may read the parts, as a key-value store: they see what is committed, or just
 * about to be, and never half of it.
 *
 * <p>Kafka Streams has no public hook before a commit; its own caches hang on {@link CachedStateStore}, and so does this.
 */
public final class CustomerStore
        implements StateStore, ReadOnlyKeyValueStore<Bytes, byte[]>, CachedStateStore<Bytes, byte[]> {

    private static final long ENTRIES_EACH = 100;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int capacity;
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Held> changed = new ArrayList<>();
    private Held latest;
    private Runnable beforeCommit = () -> {};
    private long weight;
    private boolean sharing;
    private long now;

    /** A customer, how heavy they were when last weighed, in entries, and whether they changed since they were written. */
    private static final class Held {
        private final Customer customer;
        private int weight;
        private boolean changed;

        Held(Customer customer) {
            this.customer = customer;
            this.weight = customer.weight();
        }
    }

    /**
     * @param store keeps the parts, and logs what changes
     * @param capacity how many customers are kept read; fewer if they weigh more than 100 entries on the average, or the heap has no
     *     room for so many
     */
    CustomerStore(KeyValueStore<Bytes, byte[]> store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    /** Has something else done before each commit, after which nothing may change before it. */
    public void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** The customer, known or not. */
    public Customer customer(String customerId) {
        latest = held.get(customerId);
        if (latest == null) {
            latest = hold(Customer.read(customerId, new CustomerParts(store, customerId)));
            makeRoom();
        }
        return latest.customer;
    }

    /**
     * Takes note that the customer that was asked for last changed.
     *
     * @param clock the task's
     */
    public void save(long clock) {
        now = clock;
        if (!latest.changed) {
            latest.changed = true;
            changed.add(latest);
        }
    }

    /**
     * The heads of all known customers by key, from the key after the given one on; to be closed.
     *
     * @param after the key of a head, or null for all
     */
    public KeyValueIterator<Bytes, byte[]> heads(byte[] after) {
        writeChanged();
        Bytes from = Bytes.wrap(after == null ? StateKeys.firstHead() : StateKeys.next(after));
        return store.range(from, Bytes.wrap(StateKeys.lastHead()));
    }

    /** The next due instant of each known customer. */
    public void indexInto(DueIndex index) {
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
        makeRoom();
        beforeCommit.run();
    }

    private void writeChanged() {
        if (changed.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(2 * changed.size());
        for (Held next : changed) {
            next.customer.write(new WrittenParts(store, next.customer.id(), writes), now);
            next.changed = false;
            weigh(next);
        }
        changed.clear();
        // one batch: whoever reads in another thread sees all of it or nothing
        store.putAll(writes);
    }

    @Override
    public void clearCache() {
        changed.clear();
        held.clear();
        latest = null;
        weight = 0;
    }

    private Held hold(Customer customer) {
        Held kept = new Held(customer);
        held.put(customer.id(), kept);
        weight += kept.weight;
        return kept;
    }

    private boolean isFull() {
        long most = Math.min(ENTRIES_EACH * capacity, HeapShare.entries());
        return held.size() > capacity || (weight > most && held.size() > 1);
    }

    private void makeRoom() {
        if (!isFull()) {
            return;
        }
        if (changed.size() > held.size() / 2) {
            // most are only waiting to be written: a commit is long in coming
            writeChanged();
        }
        Iterator<Held> oldest = held.values().iterator();
        while (isFull() && oldest.hasNext()) {
            Held next = oldest.next();
            // what has changed stays until it is written, or it would be read again as it was
            if (!next.changed && next != latest) {
                weight -= next.weight;
                oldest.remove();
            }
        }
    }

    private void weigh(Held known) {
        int weighs = known.customer.weight();
        weight += weighs - known.weight;
        known.weight = weighs;
        if (known.customer.isUnknown()) {
            held.remove(known.customer.id());
        }
    }

    @Override
    public byte[] get(Bytes key) {
        return store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return store.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return store.all();
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
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
        if (!sharing) {
            HeapShare.opened();
            sharing = true;
        }
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
        if (sharing) {
            HeapShare.closed();
            sharing = false;
        }
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

    /** Collects what is put instead of putting it. */
    private static final class WrittenParts extends CustomerParts {

        private final List<KeyValue<Bytes, byte[]>> writes;

        WrittenParts(KeyValueStore<Bytes, byte[]> store, String customerId, List<KeyValue<Bytes, byte[]>> writes) {
            super(store, customerId);
            this.writes = writes;
        }

        @Override
        public void put(int part, byte[] bytes) {
            writes.add(KeyValue.pair(key(part), bytes));
        }
    }
}
