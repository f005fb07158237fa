package dev.segue.query.state;

import dev.segue.timeline.CorruptState;
import dev.segue.wire.Stores;
import java.util.function.Function;
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

    private final Supplier<KafkaStreams> streams;
    private final IntFunction<Object> tenures;
    private final IntFunction<LocalPreviews> previews;
    private final LongSupplier wallClock;

    /**
     * @param streams null while there are none
     * @param tenures what stands for the time since when the task of a partition works here; null while it does not
     * @param previews those of a partition
     */
    public StoredState(
            Supplier<KafkaStreams> streams,
            IntFunction<Object> tenures,
            IntFunction<LocalPreviews> previews,
            LongSupplier wallClock) {
        this.streams = streams;
        this.tenures = tenures;
        this.previews = previews;
        this.wallClock = wallClock;
    }

    @Override
    public <A> A active(int partition, Function<LocalPartition, A> question) throws NotHere {
        Object tenure = tenures.apply(partition);
        if (tenure == null) {
            throw new NotHere("the task of partition " + partition + " does not work here");
        }
        A answer = read(partition, null, question);
        if (tenures.apply(partition) != tenure) {
            throw new NotHere("the task of partition " + partition + " ended meanwhile");
        }
        return answer;
    }

    @Override
    public <A> A standby(int partition, Function<LocalPartition, A> question) throws NotHere {
        long clock = read(partition, null, held -> held.progress().clock());
        if (clock <= 0) {
            throw new NotHere("there is no copy of partition " + partition + " here yet");
        }
        return read(partition, Math.max(0, wallClock.getAsLong() - clock), question);
    }

    private <A> A read(int partition, Long staleness, Function<LocalPartition, A> question) throws NotHere {
        try {
            return question.apply(new StoredPartition(
                    store(partition, Stores.CUSTOMER_TIMELINE),
                    store(partition, Stores.SEGMENT_MEMBER),
                    store(partition, Stores.TASK_PROGRESS),
                    previews.apply(partition),
                    staleness));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotHere("the state of partition " + partition + " cannot be read now: " + e.getMessage());
        } catch (CorruptState e) {
            throw new NotHere("the customer is being written: " + e.getMessage());
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(int partition, String name) throws NotHere {
        KafkaStreams running = streams.get();
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
