package dev.segue.assignment;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Knows until when everything written to an input has been read. The consumer of a stream thread asks the brokers for the ends
 * of its partitions, about every 100 ms and after a poll; where its position is an end, all that was written before the question
 * has been read. Only an answer counts: a cached lag still says 0 while the broker or this process stands still.
 *
 * <p>A task and its consumer run on one thread, and what a thread's consumer saw is kept by thread, so that a partition that
 * moves to another thread leaves nothing behind that could mislead.
 */
final class InputWatch implements CaughtUp {

    private static final long INTERVAL_MILLIS = 100;
    private static final long LONGEST_BACKOFF_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final LongSupplier wallClock;
    private final ThreadLocal<Seen> seen = ThreadLocal.withInitial(Seen::new);

    InputWatch(LongSupplier wallClock) {
        this.wallClock = wallClock;
    }

    /** That everything written before {@code at} was read, and the last offset of it; -1 where nothing was read yet. */
    private record ReadAll(long at, long lastOffset) {}

    /** What one thread's consumer saw. */
    private static final class Seen {
        final Map<TopicPartition, Long> lastOffset = new HashMap<>();
        final Map<TopicPartition, ReadAll> readAll = new HashMap<>();
        long nextCheck;
        long backoff = INTERVAL_MILLIS;
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
        long now = wallClock.getAsLong();
        if (now >= mine.nextCheck || now < mine.nextCheck - LONGEST_BACKOFF_MILLIS) {
            check(consumer, mine, now);
        }
    }

    /** To be called on the consumer's thread when partitions come, go, or are read again from another position. */
    void moved(Collection<TopicPartition> partitions) {
        seen.get().lastOffset.keySet().removeAll(partitions);
        seen.get().readAll.keySet().removeAll(partitions);
    }

    private void check(Consumer<?, ?> consumer, Seen mine, long start) {
        try {
            Collection<TopicPartition> assigned = consumer.assignment();
            mine.readAll.keySet().retainAll(assigned);
            mine.lastOffset.keySet().retainAll(assigned);
            if (!assigned.isEmpty()) {
                consumer.endOffsets(assigned, PATIENCE).forEach((partition, end) -> {
                    if (consumer.position(partition, PATIENCE) >= end) {
                        long last = mine.lastOffset.getOrDefault(partition, -1L);
                        mine.readAll.put(partition, new ReadAll(start, last));
                    } else {
                        mine.readAll.remove(partition);
                    }
                });
            }
            mine.backoff = INTERVAL_MILLIS;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // no answer, no news; asked again later, and less and less often, so that a dead broker does not hold up
            // the rest
            mine.backoff = Math.min(2 * mine.backoff, LONGEST_BACKOFF_MILLIS);
        }
        mine.nextCheck = wallClock.getAsLong() + mine.backoff;
    }
}
