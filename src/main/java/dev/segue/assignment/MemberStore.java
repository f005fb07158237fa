package dev.segue.assignment;

import dev.segue.membership.Change;
import dev.segue.wire.StateKeys;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Who is in each segment since when, and how many they are; written when someone enters or leaves. */
final class MemberStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final TaskProgress progress;
    private final Map<String, Long> sizes;

    MemberStore(KeyValueStore<Bytes, byte[]> store, TaskProgress progress) {
        this.store = store;
        this.progress = progress;
        this.sizes = progress.sizes();
    }

    void apply(Change change) {
        boolean entered = change.type() == Change.Type.ENTERED;
        store.put(
                Bytes.wrap(StateKeys.member(change.segmentId(), change.customerId())),
                entered ? StateKeys.number(change.occurredAt()) : null);
        long size = sizes.merge(change.segmentId(), entered ? 1L : -1L, Long::sum);
        progress.size(change.segmentId(), size);
    }

    /** How many customers of the task are in each segment that ever had one. */
    Map<String, Long> sizes() {
        return Collections.unmodifiableMap(sizes);
    }
}
