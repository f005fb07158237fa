package dev.segue.assignment.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputWatchTest {

    private static final TopicPartition CLICKS = new TopicPartition("clickstream", 0);
    private static final TopicPartition PURCHASES = new TopicPartition("purchases", 0);

    private final AtomicLong wallClock = new AtomicLong(1_000);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(CLICKS, 0L, PURCHASES, 0L));
    private boolean reachable = true;
    private final InputWatch watch = new InputWatch(
            partitions -> reachable
                    ? CompletableFuture.completedFuture(new HashMap<>(ends))
                    : CompletableFuture.failedFuture(new TimeoutException("no answer")),
            wallClock::get);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(CLICKS, PURCHASES));
        consumer.updateBeginningOffsets(Map.of(CLICKS, 0L, PURCHASES, 0L));
        consumer.updateEndOffsets(Map.of(CLICKS, 0L, PURCHASES, 0L));
        consumer.seekToBeginning(List.of(CLICKS, PURCHASES));
    }

    @Test
    void shouldKnowNothingBeforeAnAnswer() {
        assertThat(watch.at(Map.of(CLICKS, -1L))).isEqualTo(CaughtUp.UNKNOWN);
    }

    @Test
    void shouldSayWhenAllInputsWereFoundEmpty() {
        poll();

        assertThat(watch.at(Map.of(CLICKS, -1L, PURCHASES, -1L))).isEqualTo(1_000);
    }

    @Test
    void shouldNotCountWhatIsReadButNotProcessed() {
        produce(CLICKS, 0, 1);

        poll();

        assertThat(watch.at(Map.of(CLICKS, 0L, PURCHASES, -1L))).isEqualTo(CaughtUp.UNKNOWN);
        assertThat(watch.at(Map.of(CLICKS, 1L, PURCHASES, -1L))).isEqualTo(1_000);
    }

    @Test
    void shouldKnowNothingOfAnInputThatIsNotReadToItsEnd() {
        poll();
        ends.put(CLICKS, 3L);
        wallClock.set(2_000);

        poll();

        assertThat(watch.at(Map.of(PURCHASES, -1L))).isEqualTo(2_000);
        assertThat(watch.at(Map.of(CLICKS, -1L, PURCHASES, -1L))).isEqualTo(CaughtUp.UNKNOWN);
    }

    @Test
    void shouldNotGoByACacheWhileTheBrokerDoesNotAnswer() {
        poll();
        reachable = false;
        wallClock.set(60_000);

        poll();

        assertThat(watch.at(Map.of(CLICKS, -1L, PURCHASES, -1L))).isEqualTo(1_000);
    }

    @Test
    void shouldForgetWhatItSawBeforeATaskBegan() {
        produce(CLICKS, 0, 1);
        poll();

        watch.begin(List.of(CLICKS));
        long meanwhile = watch.at(Map.of(CLICKS, -1L, PURCHASES, -1L));
        wallClock.set(2_000);
        poll();

        assertThat(meanwhile).isEqualTo(CaughtUp.UNKNOWN);
        assertThat(watch.at(Map.of(CLICKS, -1L, PURCHASES, -1L))).isEqualTo(2_000);
    }

    /** An input that nothing was ever committed of has no position until Kafka Streams has been told so, by a poll. */
    @Test
    void shouldKeepAPollWholeWhereAnotherInputHasNoPosition() {
        MockConsumer<byte[], byte[]> beginning = new MockConsumer<>("none");
        beginning.assign(List.of(CLICKS, PURCHASES));
        beginning.updateBeginningOffsets(Map.of(CLICKS, 0L));
        beginning.updateEndOffsets(Map.of(CLICKS, 0L));
        beginning.seekToBeginning(List.of(CLICKS));

        // the answer to what it asks after the first is there at the second
        watch.polled(beginning, ConsumerRecords.empty());
        watch.polled(beginning, ConsumerRecords.empty());

        assertThat(watch.at(Map.of(CLICKS, -1L))).isEqualTo(1_000);
        assertThat(watch.at(Map.of(PURCHASES, -1L))).isEqualTo(CaughtUp.UNKNOWN);
        assertThatThrownBy(() -> beginning.position(PURCHASES)).isInstanceOf(InvalidOffsetException.class);
    }

    @Test
    void shouldKeepTheThreadsApart() {
        poll();

        long elsewhere = CompletableFuture.supplyAsync(
                        () -> watch.at(Map.of(CLICKS, -1L)), task -> new Thread(task).start())
                .join();

        assertThat(elsewhere).isEqualTo(CaughtUp.UNKNOWN);
    }

    private void produce(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            byte[] nothing = "".getBytes(UTF_8);
            consumer.addRecord(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), offset, nothing, nothing));
            consumer.updateEndOffsets(Map.of(partition, offset + 1));
            ends.put(partition, offset + 1);
        }
    }

    /** Polls so that a question is asked, and again so that its answer is taken. */
    private void poll() {
        watch.polled(consumer, consumer.poll(Duration.ZERO));
        watch.polled(consumer, consumer.poll(Duration.ZERO));
    }
}
