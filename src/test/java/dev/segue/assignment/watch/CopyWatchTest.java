package dev.segue.assignment.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyWatchTest {

    private static final TopicPartition TIMELINES = new TopicPartition("timelines", 3);
    private static final TopicPartition MEMBERS = new TopicPartition("members", 3);

    private final AtomicLong wallClock = new AtomicLong(10_000);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(TIMELINES, 5L, MEMBERS, 2L));
    private boolean reachable = true;
    private final CopyWatch watch = new CopyWatch(
            partitions -> reachable
                    ? CompletableFuture.completedFuture(new HashMap<>(ends))
                    : CompletableFuture.failedFuture(new TimeoutException("no answer")),
            wallClock::get);
    private final CopyWatch.Follower follower = watch.follower();

    @BeforeEach
    void follow() {
        consumer.assign(List.of(TIMELINES, MEMBERS));
        follower.assigned(List.of(TIMELINES, MEMBERS));
        consumer.seek(TIMELINES, 0);
        consumer.seek(MEMBERS, 0);
    }

    @Test
    void shouldKnowOfNoCopyThatNeverCaughtUp() {
        consumer.seek(TIMELINES, 5);
        poll(10_000);
        poll(11_000);
        poll(12_000);

        assertThat(watch.followed(3)).isEmpty();
        assertThat(watch.followed(4)).isEmpty();
    }

    @Test
    void shouldSayWhenItAskedForTheEndsThatACopyCameTo() {
        catchUp();
        poll(10_000);
        poll(10_100);
        poll(10_200);

        assertThat(watch.followed(3)).isEqualTo(OptionalLong.of(10_000));
    }

    @Test
    void shouldCountWhatWasReturnedOnlyWhenItIsApplied() {
        poll(10_000);
        catchUp();
        poll(10_100);

        assertThat(watch.followed(3)).isEmpty();

        poll(10_200);

        assertThat(watch.followed(3)).isEqualTo(OptionalLong.of(10_000));
    }

    @Test
    void shouldStayAtTheLastInstantWhileACopyIsBehind() {
        catchUp();
        poll(10_000);
        poll(10_100);
        ends.put(TIMELINES, 9L);
        for (long now = 11_000; now < 20_000; now += 100) {
            poll(now);
        }

        assertThat(watch.followed(3)).isEqualTo(OptionalLong.of(10_000));
    }

    @Test
    void shouldStayAtTheLastInstantWhileNobodyTellsTheEnds() {
        catchUp();
        poll(10_000);
        poll(10_100);
        reachable = false;
        for (long now = 11_000; now < 20_000; now += 100) {
            poll(now);
        }

        assertThat(watch.followed(3)).isEqualTo(OptionalLong.of(10_000));
    }

    @Test
    void shouldGoOnWhileACopyKeepsUp() {
        catchUp();
        for (long now = 10_000; now <= 20_000; now += 100) {
            poll(now);
        }

        assertThat(watch.followed(3)).isEqualTo(OptionalLong.of(19_000));
    }

    @Test
    void shouldForgetACopyThatIsGivenUp() {
        catchUp();
        poll(10_000);
        poll(10_100);
        poll(10_200);

        follower.assigned(List.of(MEMBERS));

        assertThat(watch.followed(3)).isEmpty();
    }

    private void catchUp() {
        ends.forEach(consumer::seek);
    }

    private void poll(long now) {
        wallClock.set(now);
        follower.polling();
        follower.polled(consumer);
    }
}
