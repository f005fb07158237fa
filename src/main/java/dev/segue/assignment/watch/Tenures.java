package dev.segue.assignment.watch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Which tasks work here, their state restored. A task that was rolled back and began again has another tenure, so that whoever
 * read its state meanwhile can tell. While the group may have given a thread's tasks to others unnoticed, it has no tenure to show.
 */
public final class Tenures {

    private final ConcurrentMap<Integer, Tenure> byPartition = new ConcurrentHashMap<>();
    private final ThreadLocal<Contact> contact = ThreadLocal.withInitial(Contact::new);
    private final LongSupplier wallClock;

    private static final class Tenure {

        private final Contact contact;

        Tenure(Contact contact) {
            this.contact = contact;
        }
    }

    /** @param wallClock epoch milliseconds */
    public Tenures(LongSupplier wallClock) {
        this.wallClock = wallClock;
    }

    /** To be called on the thread that the task works on. */
    public void begin(int partition) {
        byPartition.put(partition, new Tenure(contact.get()));
    }

    /** The task works here no longer. */
    public void end(int partition) {
        byPartition.remove(partition);
    }

    /** The tenure of the task of a partition; null while none works here for certain. */
    public Object of(int partition) {
        Tenure tenure = byPartition.get(partition);
        return tenure == null || tenure.contact.isDoubtful(wallClock.getAsLong()) ? null : tenure;
    }

    /** A stream thread's consumer begins a poll; see {@link Contact#answered}. */
    long polling(Consumer<?, ?> consumer, long sessionMillis) {
        return contact.get().answered(consumer, sessionMillis);
    }

    /** The poll has ended. */
    void polled(Consumer<?, ?> consumer, long answered) {
        contact.get().polled(answered, consumer.groupMetadata().generationId(), wallClock.getAsLong());
    }
}
