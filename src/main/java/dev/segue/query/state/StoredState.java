package dev.segue.query.state;

import dev.segue.timeline.CorruptState;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.Stores;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The state stores of this instance's tasks and standbys. A task may end, and its stores be emptied, while they are read: what was
 * read counts only if the task was the same all the time.
 */
public final class StoredState implements LocalState {

    private final Tasks tasks;
    private final CompiledSets sets;
    private final IntFunction<LocalPreviews> previews;
    private final LongSupplier wallClock;
    private final Supplier<InstanceStanding> instance;

    /**
     * @param instance this one
     * @param previews those of a partition
     * @param wallClock epoch milliseconds
     */
    public StoredState(
            Tasks tasks,
            DefinitionRecords records,
            SegmentTerms terms,
            Supplier<InstanceStanding> instance,
            IntFunction<LocalPreviews> previews,
            LongSupplier wallClock) {
        this.instance = instance;
        this.tasks = tasks;
        this.sets = new CompiledSets(records, terms);
        this.previews = previews;
        this.wallClock = wallClock;
    }

    @Override
    public <A> A active(int partition, Inquiry<A> inquiry) throws NotHere {
        Object tenure = tasks.tenure(partition);
        if (tenure == null) {
            throw new NotHere("the task of partition " + partition + " does not work here");
        }
        A answer = read(partition, null, inquiry);
        if (tasks.tenure(partition) != tenure) {
            throw new NotHere("the task of partition " + partition + " ended meanwhile");
        }
        return answer;
    }

    @Override
    public <A> A standby(int partition, Inquiry<A> inquiry) throws NotHere {
        if (tasks.tenure(partition) != null) {
            return active(partition, inquiry);
        }
        OptionalLong followed = tasks.followed(partition);
        if (followed.isEmpty()) {
            throw new NotHere("there is no copy of partition " + partition + " here yet");
        }
        A answer = read(partition, Math.max(0, wallClock.getAsLong() - followed.getAsLong()), inquiry);
        if (tasks.followed(partition).isEmpty()) {
            throw new NotHere("the copy of partition " + partition + " was given up meanwhile");
        }
        return answer;
    }

    private <A> A read(int partition, Long staleness, Inquiry<A> inquiry) throws NotHere {
        try {
            return inquiry.of(new StoredPartition(
                    store(partition, Stores.CUSTOMER_TIMELINE),
                    store(partition, Stores.SEGMENT_MEMBER),
                    store(partition, Stores.TASK_PROGRESS),
                    sets,
                    instance,
                    previews.apply(partition),
                    staleness));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotHere("the state of partition " + partition + " cannot be read now: " + e.getMessage());
        } catch (CorruptState e) {
            throw new NotHere("the customer is being written: " + e.getMessage());
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(int partition, String name) throws NotHere {
        KafkaStreams running = tasks.streams();
        if (running == null) {
            throw new NotHere("the service has not started yet");
        }
        // stale ones too: while any task of a thread is restored, Kafka offers none of its others otherwise
        return running.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                        .withPartition(partition)
                        .enableStaleStores());
    }
}
