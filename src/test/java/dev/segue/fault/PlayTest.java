package dev.segue.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlayTest {

    @Test
    void shouldPlayAScenarioWithEachSeed() {
        assertThat(Play.of("kill-briefly", 3, 2))
                .containsExactly(new Play(Scenario.KILL_BRIEFLY, 3), new Play(Scenario.KILL_BRIEFLY, 4));
    }

    @Test
    void shouldPlayExactlyWhatWasPlayedBefore() {
        Play play = new Play(Scenario.STORM, 7);

        assertThat(Play.of(play.words(), 1, 20)).containsExactly(play);
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThatThrownBy(() -> Play.of("flood", 1, 1)).hasMessage("There is no scenario flood; --list shows all.");
        assertThatThrownBy(() -> Play.of("kill:first", 1, 1))
                .hasMessage("After the colon comes a seed, which is a number: first");
    }
}
