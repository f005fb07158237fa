package dev.segue.assignment.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows up to when the copies kept here hold all that their owners had committed. About every second it asks the brokers for the ends
 * of the changelogs that a restore consumer follows: where its position comes to all of a task's ends, and what it returned
 * is applied, the copy holds all that was committed before the question. A position that waits and an answer that does not
 * come make a copy look older than it is, never younger.
 */
public final class CopyWatch {

    private static final long INTERVAL_MILLIS = 1_000;

    private final InputWatch.Ends ends;
    private final LongSupplier wallClock;
    private final ConcurrentMap<Integer, Long> followed = new ConcurrentHashMap<>();

    /** @param wallClock epoch milliseconds */
    public CopyWatch(InputWatch.Ends ends, LongSupplier wallClock) {
        this.ends = ends;
        this.wallClock = wallClock;
    }

    /** The instant before which a partition's copy holds everything; empty where there is none that ever caught up. */
    public OptionalLong followed(int partition) {
        Long at = followed.get(partition);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** One restore consumer; to be told of what it does on its own thread. */
    Follower follower() {
        return new Follower();
    }

    final class Follower {

        private Set<TopicPartition> changelogs = Set.of();
        private final Set<Integer> reached = new HashSet<>();
        private CompletableFuture<Map<TopicPartition, Long>> answer = CompletableFuture.completedFuture(Map.of());
        private long askedAt = Long.MIN_VALUE;
        private long reachedAt;

        private Follower() {}

        /** The consumer is to follow these from now on. A copy is given up when one of its changelogs is no longer followed. */
        void assigned(Collection<TopicPartition> partitions) {
            Set<TopicPartition> now = Set.copyOf(partitions);
            Set<Integer> other = new HashSet<>();
            changelogs.stream().filter(one -> !now.contains(one)).forEach(one -> other.add(one.partition()));
            now.stream().filter(one -> !changelogs.contains(one)).forEach(one -> other.add(one.partition()));
            reached.removeAll(other);
            followed.keySet().removeAll(other);
            changelogs = now;
        }

        /** A poll begins: what the one before returned has been applied. */
        void polling() {
            reached.forEach(partition -> followed.put(partition, reachedAt));
            reached.clear();
        }

        /** A poll has ended. */
        void polled(Consumer<?, ?> consumer) {
            if (!answer.isDone()) {
                return;
            }
            if (!answer.isCompletedExceptionally()) {
                compare(consumer, answer.join());
            }
            long now = wallClock.getAsLong();
            if (Math.abs(now - askedAt) >= INTERVAL_MILLIS) {
                askedAt = now;
                answer = ends.of(changelogs);
            }
        }

        private void compare(Consumer<?, ?> consumer, Map<TopicPartition, Long> told) {
            Map<Integer, Boolean> complete = changelogs.stream()
                    .collect(Collectors.toMap(
                            TopicPartition::partition,
                            changelog ->
                                    told.containsKey(changelog) && position(consumer, changelog) >= told.get(changelog),
                            Boolean::logicalAnd));
            complete.forEach((partition, all) -> {
                if (all) {
                    reached.add(partition);
                }
            });
            reachedAt = askedAt;
        }

        private static long position(Consumer<?, ?> consumer, TopicPartition changelog) {
            try {
                return consumer.position(changelog, Duration.ZERO);
            } catch (KafkaException | IllegalStateException e) {
                // where a restore begins anew, it has none for a while
                return -1;
            }
        }
    }
}
