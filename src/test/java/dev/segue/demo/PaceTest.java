package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldMakeUpForLateBeats() {
        Pace pace = new Pace(10, 0);

        assertThat(pace.next(0)).isZero();
        assertThat(pace.next(0)).isEqualTo(SECOND / 10);
        assertThat(pace.next(SECOND / 4)).isZero();
        assertThat(pace.next(SECOND / 4)).isEqualTo(SECOND / 20);
    }

    @Test
    void shouldNotDriftOverManyBeats() {
        Pace pace = new Pace(3, 0);
        long now = 0;

        for (int beat = 0; beat < 30_000; beat++) {
            now += pace.next(now) + 5_000;
        }

        assertThat(now).isBetween(9_999 * SECOND, 10_000 * SECOND);
    }

    @Test
    void shouldNotRushThroughALongHalt() {
        Pace pace = new Pace(10, 0);
        assertThat(pace.next(0)).isZero();

        assertThat(pace.next(600 * SECOND)).isZero();
        assertThat(pace.next(600 * SECOND)).isEqualTo(SECOND / 10);
    }

    @Test
    void shouldKeepToASlowRate() {
        Pace pace = new Pace(0.1, 0);
        assertThat(pace.next(0)).isZero();

        assertThat(pace.next(0)).isEqualTo(10 * SECOND);
        assertThat(pace.next(10 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new Pace(0, 0)).hasMessage("a rate must be more than zero, not 0.0");
        assertThatThrownBy(() -> new Pace(Double.NaN, 0)).hasMessage("a rate must be more than zero, not NaN");
    }
}
