package dev.segue.assignment.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.assignment.watch.CaughtUp;
import dev.segue.config.ClockMode;
import dev.segue.config.ClockSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskClockTest {

    private static final long WALL = 1_000_000;

    @Test
    void shouldNotMoveBeforeTheRecordIsAccepted() {
        TaskClock clock = clock(ClockMode.EVENT, 500);

        long then = clock.with(900, WALL);

        assertThat(then).isEqualTo(900);
        assertThat(clock.now()).isEqualTo(500);
    }

    @Test
    void shouldNeverGoBack() {
        TaskClock clock = clock(ClockMode.LIVE, 500);

        clock.advance(clock.with(400, WALL));
        clock.follow(300, WALL + 10_000);

        assertThat(clock.now()).isEqualTo(500);
    }

    @Test
    void shouldNotRunAheadOfTheWallClockForARecordWhenLive() {
        assertThat(clock(ClockMode.LIVE, 500).with(WALL + 60_000, WALL)).isEqualTo(WALL);
        assertThat(clock(ClockMode.EVENT, 500).with(WALL + 60_000, WALL)).isEqualTo(WALL + 60_000);
    }

    @Test
    void shouldFollowTheWallClockOnlyUpToWhereAllWasRead() {
        TaskClock clock = clock(ClockMode.LIVE, 500);

        clock.follow(WALL + 150, WALL + 400);

        assertThat(clock.now()).isEqualTo(WALL + 150);
    }

    @Test
    void shouldNotFollowTheWallClockSoonAfterARecord() {
        TaskClock clock = clock(ClockMode.LIVE, 500);
        clock.recordRead(WALL + 300);

        clock.follow(WALL + 400, WALL + 499);
        long soon = clock.now();
        clock.follow(WALL + 400, WALL + 500);

        assertThat(soon).isEqualTo(500);
        assertThat(clock.now()).isEqualTo(WALL + 400);
    }

    @Test
    void shouldStandWhenNothingIsKnownOfTheInputsOrEventsAloneCount() {
        TaskClock blind = clock(ClockMode.LIVE, 500);
        TaskClock byEvents = clock(ClockMode.EVENT, 500);

        blind.follow(CaughtUp.UNKNOWN, WALL + 10_000);
        byEvents.follow(WALL, WALL + 10_000);

        assertThat(blind.now()).isEqualTo(500);
        assertThat(byEvents.now()).isEqualTo(500);
    }

    private static TaskClock clock(ClockMode mode, long restored) {
        ClockSettings settings = new ClockSettings(mode, Duration.ofMillis(200), Duration.ofMillis(50));
        return new TaskClock(settings, restored, WALL);
    }
}
