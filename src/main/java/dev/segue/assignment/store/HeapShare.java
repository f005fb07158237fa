package dev.segue.assignment.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many entries each customer store of this process may keep in memory: together they take a quarter of the heap at most, however
 * many tasks there happen to be.
 */
final class HeapShare {

    /** An entry with its place in its timeline and what rules keep of it, about; a customer's own part is in it. */
    private static final long ENTRY_BYTES = 200;

    private static final long ENTRIES = Runtime.getRuntime().maxMemory() / 4 / ENTRY_BYTES;

    private static final AtomicInteger STORES = new AtomicInteger();

    private HeapShare() {}

    static void opened() {
        STORES.incrementAndGet();
    }

    static void closed() {
        STORES.decrementAndGet();
    }

    /** Of one store. */
    static long entries() {
        return ENTRIES / Math.max(1, STORES.get());
    }
}
