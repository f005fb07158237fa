package dev.segue.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.metric.Totals;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Pulse pulse = new Pulse(
            () -> new Totals(events.get(), events.get() / 2, 0), () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void shouldKnowNothingBeforeASecondHasPassed() {
        events.set(100);

        assertThat(pulse.rates()).isEqualTo(new Pulse.Rates(0, 0));
    }

    @Test
    void shouldTellTheRatesOfTheLastTenSecondsAlone() {
        beat(30, 100);
        double busy = pulse.rates().events();
        beat(5, 0);
        Pulse.Rates half = pulse.rates();
        beat(5, 0);

        assertThat(busy).isEqualTo(100);
        assertThat(half).isEqualTo(new Pulse.Rates(50, 25));
        assertThat(pulse.rates().events()).isZero();
    }

    private void beat(int times, int each) {
        for (int i = 0; i < times; i++) {
            seconds.incrementAndGet();
            events.addAndGet(each);
            pulse.beat();
        }
    }
}
