package dev.segue.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    @Test
    void shouldCutOffAReaderWhoLetsTooMuchWait() throws InterruptedException {
        Position start = new Position(new long[] {0});
        Subscription subscription = new Subscription(new Filter(null, null, null), start);
        LiveChange change = new LiveChange(new ConsumerRecord<>("changes", 0, 7, new byte[0], new byte[0]), null, null);

        for (int i = 0; i < 5_000; i++) {
            subscription.add(change, start.after(0, i));
        }
        boolean endedWhenFull = subscription.isEnded();
        subscription.add(change, start.after(0, 5_000));

        assertThat(endedWhenFull).isFalse();
        assertThat(subscription.isEnded()).isTrue();
        assertThat(subscription.wants(change)).isFalse();
        assertThat(subscription.next(0)).isNull();
    }

    @Test
    void shouldReadBackOnlyPositionsOfAsManyPartitions() {
        Position position = new Position(new long[] {3, 0, 1L << 40});

        assertThat(Position.parse(position.toString(), 3))
                .map(Position::toString)
                .contains(position.toString());
        assertThat(Position.parse(position.toString(), 2)).isEmpty();
        assertThat(Position.parse("nonsense", 3)).isEmpty();
        assertThat(Position.parse("", 3)).isEmpty();
    }
}
