package dev.segue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @Test
    void shouldCompressTimeByTheFactor() {
        Pace pace = Pace.of("60");

        assertThat(pace.waitMillis(60_000, 400)).isEqualTo(600);
    }

    @Test
    void shouldNotWaitForWhatIsOverdue() {
        assertThat(Pace.of("2").waitMillis(1_000, 501)).isZero();
    }

    @Test
    void shouldNeverWaitAtTheGreatestSpeed() {
        assertThat(Pace.of("max").waitMillis(Long.MAX_VALUE, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", ""})
    void shouldRefuseWhatIsNoSpeed(String text) {
        assertThatThrownBy(() -> Pace.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a speed is a number greater than 0, or max");
    }
}
