package dev.segue.assignment.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactTest {

    private static final long SESSION = 2_000;
    private static final int GENERATION = 1;

    private final Contact contact = new Contact();
    private long heartbeats;

    @BeforeEach
    void join() {
        poll(GENERATION, 10_000);
    }

    @Test
    void shouldBelieveAConsumerThatHasJustJoined() {
        assertThat(contact.isDoubtful(12_000)).isFalse();
        assertThat(contact.isDoubtful(12_001)).isTrue();
    }

    @Test
    void shouldBelieveAnAnsweredHeartbeatFromThePollBeforeItOn() {
        poll(GENERATION, 11_000);
        heartbeats++;
        poll(GENERATION, 11_100);

        assertThat(contact.isDoubtful(13_000)).isFalse();
        assertThat(contact.isDoubtful(13_001)).isTrue();
    }

    @Test
    void shouldNotBelievePollsAlone() {
        for (long now = 10_100; now <= 13_000; now += 100) {
            poll(GENERATION, now);
        }

        assertThat(contact.isDoubtful(13_000)).isTrue();
    }

    @Test
    void shouldNotBelieveTheFirstAnswerAfterStandingStill() {
        heartbeats++;
        poll(GENERATION, 600_000);

        assertThat(contact.isDoubtful(600_000)).isTrue();
    }

    @Test
    void shouldBelieveTheSecondAnswerAfterStandingStill() {
        heartbeats++;
        poll(GENERATION, 600_000);
        heartbeats++;
        poll(GENERATION, 600_500);

        assertThat(contact.isDoubtful(600_500)).isFalse();
    }

    @Test
    void shouldBelieveAConsumerThatJoinedAgain() {
        poll(GENERATION, 600_000);
        poll(-1, 600_100);
        poll(GENERATION + 1, 600_200);

        assertThat(contact.isDoubtful(600_200)).isFalse();
    }

    private void poll(int generation, long now) {
        long answered = contact.answered(new Counting(), SESSION);
        contact.polled(answered, generation, now);
    }

    /** Counts heartbeats as Kafka's consumers do. */
    private final class Counting extends MockConsumer<byte[], byte[]> {

        Counting() {
            super("earliest");
        }

        @Override
        public Map<MetricName, ? extends Metric> metrics() {
            MetricName name = new MetricName("heartbeat-total", "consumer-coordinator-metrics", "", new HashMap<>());
            return Map.of(name, new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return (double) heartbeats;
                }
            });
        }
    }
}
