package dev.segue.assignment.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/**
 * A store on disk of which no part can be missing unnoticed. A look-up of what is damaged fails, but RocksDB's walks end before it as
 * if there were no more, and Kafka Streams does not ask why one ended: customers would be forgotten by the clock, or by a new set of
 * definitions. Here a walk fails that came to its end after a block failed its checksum.
 */
public final class DiskStore extends RocksDBStore {

    private Statistics statistics;

    private DiskStore(String name, String metricsScope) {
        super(name, metricsScope);
    }

    /** Makes stores of that name. */
    public static KeyValueBytesStoreSupplier of(String name) {
        return new Supplier(name);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        super.init(context, root);
        statistics = getOptions().statistics();
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        long failed = failed();
        return new Walk(super.range(from, to), failed);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> all() {
        long failed = failed();
        return new Walk(super.all(), failed);
    }

    @Override
    public synchronized void close() {
        super.close();
        if (statistics != null) {
            statistics.close();
            statistics = null;
        }
    }

    /** How many blocks failed so far, in all stores; a bound for what this one met. */
    private synchronized long failed() {
        return statistics == null ? 0 : statistics.getTickerCount(TickerType.BLOCK_CHECKSUM_MISMATCH_COUNT);
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new DiskStore(name, metricsScope());
        }

        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    }

    private final class Walk implements KeyValueIterator<Bytes, byte[]> {

        private final KeyValueIterator<Bytes, byte[]> entries;
        private final long failedBefore;

        Walk(KeyValueIterator<Bytes, byte[]> entries, long failedBefore) {
            this.entries = entries;
            this.failedBefore = failedBefore;
        }

        @Override
        public boolean hasNext() {
            boolean more = entries.hasNext();
            if (!more && failed() > failedBefore) {
                throw new ProcessorStateException("What the store " + name() + " has on disk is damaged");
            }
            return more;
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            return entries.next();
        }

        @Override
        public Bytes peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
