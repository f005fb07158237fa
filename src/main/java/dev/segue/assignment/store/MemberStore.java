package dev.segue.assignment.store;

import dev.segue.membership.Change;
import dev.segue.wire.StateKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Who is in each segment since when; written when someone enters or leaves. */
public final class MemberStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final TaskProgress progress;

    /** @param progress holds the segments' sizes */
    public MemberStore(KeyValueStore<Bytes, byte[]> store, TaskProgress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** Takes in that somebody entered or left. */
    public void apply(Change change) {
        boolean entered = change.type() == Change.Type.ENTERED;
        store.put(
                Bytes.wrap(StateKeys.member(change.segmentId(), change.customerId())),
                entered ? StateKeys.number(change.occurredAt()) : null);
        progress.resize(change.segmentId(), entered ? 1 : -1);
    }
}
