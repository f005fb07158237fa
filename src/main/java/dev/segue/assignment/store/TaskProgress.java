package dev.segue.assignment.store;

import dev.segue.assignment.definitions.DefinitionSet;
import dev.segue.wire.StateKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far a task has come: its clock, the definition set in force, the backfill, the segments' sizes. It is state like any other,
 * committed with what it led to: it is {@link #write written} once before each commit, since much of it moves with every record.
 */
public final class TaskProgress {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Bytes, byte[]> unwritten = new HashMap<>();
    private final Map<String, Long> sizes = new TreeMap<>();
    private long clock;
    private long clockWritten;

    /** Begins with what the store holds. */
    public TaskProgress(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.clock = number(StateKeys.CLOCK, 0);
        this.clockWritten = clock;
        under(StateKeys.sizes()).forEach((id, bytes) -> sizes.put(id, StateKeys.number(bytes, 0)));
    }

    /** Writes what moved since the last time. */
    public void write() {
        if (clock != clockWritten) {
            put(StateKeys.CLOCK, StateKeys.number(clock));
            clockWritten = clock;
        }
        if (unwritten.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(unwritten.size());
        unwritten.forEach((key, value) -> writes.add(KeyValue.pair(key, value)));
        unwritten.clear();
        // one batch: whoever reads in another thread sees a set of definitions whole
        store.putAll(writes);
    }

    /** The clock; 0 before the first record. */
    public long clock() {
        return clock;
    }

    /** Sets the clock. */
    public void clock(long now) {
        clock = now;
    }

    /** The version of the set in force; -1 for none. */
    public long setVersion() {
        return number(StateKeys.SET_VERSION, -1);
    }

    /** The clock at which the set came into force. */
    public long setSince() {
        return number(StateKeys.SET_SINCE, 0);
    }

    /** The definitions in force as they were on the topic, by segment id. */
    public Map<String, byte[]> definitions() {
        return under(StateKeys.definitions());
    }

    /** Puts another set in force, with nobody brought up to it yet. */
    public void adopt(DefinitionSet set, long since) {
        definitions().keySet().forEach(id -> put(StateKeys.definition(id), null));
        set.sources().forEach((id, bytes) -> put(StateKeys.definition(id), bytes));
        put(StateKeys.SET_VERSION, StateKeys.number(set.version()));
        put(StateKeys.SET_SINCE, StateKeys.number(since));
        put(StateKeys.BACKFILL_CURSOR, StateKeys.firstHead());
        put(StateKeys.BACKFILL_DONE, null);
        put(StateKeys.BACKFILL_CHANGES, null);
    }

    /** The key in the timeline store up to which customers were brought up; null when all were. */
    public byte[] backfillCursor() {
        return get(StateKeys.BACKFILL_CURSOR);
    }

    /** Sets the key that the backfill came to; null when it is done. */
    public void backfillCursor(byte[] key) {
        put(StateKeys.BACKFILL_CURSOR, key);
    }

    /** How many of the task's customers are in each segment that ever had one. */
    public Map<String, Long> sizes() {
        return Collections.unmodifiableMap(sizes);
    }

    /** Counts who entered a segment, or left it. */
    void resize(String segmentId, long by) {
        long size = sizes.merge(segmentId, by, Long::sum);
        put(StateKeys.size(segmentId), size == 0 ? null : StateKeys.number(size));
    }

    /** One of the numbers that are kept under a key of their own; 0 where there is none. */
    public long count(byte[] key) {
        return number(key, 0);
    }

    /** Sets what a key counts. */
    public void count(byte[] key, long value) {
        put(key, value == 0 ? null : StateKeys.number(value));
    }

    void note(byte[] key, byte[] value) {
        put(key, value);
    }

    /** What was noted under that key; null where nothing was. */
    byte[] noted(byte[] key) {
        return get(key);
    }

    /** What is kept under keys that begin so, by the rest of the key. */
    Map<String, byte[]> under(byte[] prefix) {
        write();
        Map<String, byte[]> found = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                store.range(Bytes.wrap(prefix), Bytes.wrap(StateKeys.past(prefix)))) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                found.put(StateKeys.afterPrefix(next.key.get(), prefix), next.value);
            }
        }
        return found;
    }

    private long number(byte[] key, long absent) {
        return StateKeys.number(get(key), absent);
    }

    private byte[] get(byte[] key) {
        Bytes wrapped = Bytes.wrap(key);
        return unwritten.containsKey(wrapped) ? unwritten.get(wrapped) : store.get(wrapped);
    }

    private void put(byte[] key, byte[] value) {
        unwritten.put(Bytes.wrap(key), value);
    }
}
