package dev.segue.assignment.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Knows until when everything written to an input has been read. About every 100 ms it asks the brokers for the ends of a
 * stream thread's partitions; where the position of the thread's consumer has come to an end that was told, all that was
 * written before the question has been read. Only an answer counts: a cached lag still says 0 while the broker or this process
 * stands still. The question goes over a connection of its own, since on the consumer's it would wait behind the fetch that
 * waits for records.
 *
 * <p>A task and its consumer run on one thread, and what a thread's consumer saw is kept by thread, so that a partition that
 * moves to another thread leaves nothing behind that could mislead.
 */
public final class InputWatch implements CaughtUp {

    private static final long INTERVAL_MILLIS = 100;

    private final Ends ends;
    private final LongSupplier wallClock;
    private final ThreadLocal<Seen> seen = ThreadLocal.withInitial(Seen::new);

    /** @param wallClock epoch milliseconds */
    public InputWatch(Ends ends, LongSupplier wallClock) {
        this.ends = ends;
        this.wallClock = wallClock;
    }

    /** Tells where partitions end: the offsets after the last records that may be read. */
    interface Ends {

        /** Asks; whoever can not be reached may leave the question open, or answer with an exception. */
        CompletableFuture<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions);
    }

    /** That everything written before {@code at} was read, and the last offset of it; -1 where nothing was read yet. */
    private record ReadAll(long at, long lastOffset) {}

    /** A question under way. */
    private record Question(long askedAt, CompletableFuture<Map<TopicPartition, Long>> answer) {

        static final Question NONE = new Question(Long.MIN_VALUE, CompletableFuture.completedFuture(Map.of()));
    }

    /** What one thread's consumer saw. */
    private static final class Seen {
        final Map<TopicPartition, Long> lastOffset = new HashMap<>();
        final Map<TopicPartition, ReadAll> readAll = new HashMap<>();
        Question question = Question.NONE;
    }

    @Override
    public void begin(Collection<TopicPartition> inputs) {
        seen.get().lastOffset.keySet().removeAll(inputs);
        seen.get().readAll.keySet().removeAll(inputs);
    }

    @Override
    public long at(Map<TopicPartition, Long> processed) {
        Map<TopicPartition, ReadAll> readAll = seen.get().readAll;
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<TopicPartition, Long> input : processed.entrySet()) {
            ReadAll known = readAll.get(input.getKey());
            if (known == null || known.lastOffset > input.getValue()) {
                return UNKNOWN;
            }
            earliest = Math.min(earliest, known.at);
        }
        return earliest;
    }

    /** To be called on the consumer's thread with what each poll returned. */
    void polled(Consumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
        Seen mine = seen.get();
        for (TopicPartition partition : records.partitions()) {
            var read = records.records(partition);
            mine.lastOffset.put(partition, read.get(read.size() - 1).offset());
            mine.readAll.remove(partition);
        }
        if (mine.question.answer().isDone()) {
            takeAnswer(consumer, mine);
            long now = wallClock.getAsLong();
            if (Math.abs(now - mine.question.askedAt()) >= INTERVAL_MILLIS) {
                mine.question = new Question(now, ends.of(consumer.assignment()));
            }
        }
    }

    private static void takeAnswer(Consumer<?, ?> consumer, Seen mine) {
        Collection<TopicPartition> assigned = consumer.assignment();
        mine.readAll.keySet().retainAll(assigned);
        mine.lastOffset.keySet().retainAll(assigned);
        if (mine.question.answer().isCompletedExceptionally()) {
            return;
        }
        mine.question.answer().join().forEach((partition, end) -> {
            if (!assigned.contains(partition) || position(consumer, partition) < end) {
                mine.readAll.remove(partition);
            } else {
                long last = mine.lastOffset.getOrDefault(partition, -1L);
                mine.readAll.put(partition, new ReadAll(mine.question.askedAt(), last));
            }
        });
    }

    /**
     * -1 if it is not known at once: to ask for it could hold the thread up for as long as the brokers are away. Where there is
     * none yet the next poll says so to Kafka Streams, which then begins where it should. It must not hear it from here: it would
     * take the poll that has just ended for one that found nothing, and the records would be lost.
     */
    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException | InvalidOffsetException e) {
            return -1;
        }
    }
}
