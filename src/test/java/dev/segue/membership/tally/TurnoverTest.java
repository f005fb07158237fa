package dev.segue.membership.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.membership.Change;
import dev.segue.timeline.ByteReader;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TurnoverTest {

    private static final long DAY = 24L * 3600 * 1000;

    @Property(tries = 300)
    void shouldCountTheLastSevenDays(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 40) Integer> days) {
        Turnover turnover = new Turnover();
        int newest = -1;
        for (int day : days) {
            turnover.count(Change.Type.ENTERED, day * DAY + 5);
            newest = Math.max(newest, day);
        }
        Turnover read = Turnover.read(new ByteReader(turnover.toBytes()));

        // a day older than seven when it came is left out, so count what came in time
        int latest = -1;
        long expected = 0;
        for (int day : days) {
            latest = Math.max(latest, day);
            expected += day > latest - Turnover.DAYS && day > newest - Turnover.DAYS ? 1 : 0;
        }
        assertThat(read.entered(newest * DAY)).isEqualTo(expected);
        assertThat(read.exited(newest * DAY)).isZero();
        assertThat(read.entered((newest + Turnover.DAYS) * DAY)).isZero();
    }

    @Test
    void shouldTellEntriesAndExitsApart() {
        Turnover turnover = new Turnover();

        turnover.count(Change.Type.ENTERED, 3 * DAY);
        turnover.count(Change.Type.EXITED, 4 * DAY);
        turnover.count(Change.Type.EXITED, 4 * DAY + 1);

        assertThat(turnover.entered(4 * DAY)).isEqualTo(1);
        assertThat(turnover.exited(4 * DAY)).isEqualTo(2);
        assertThat(turnover.exited(3 * DAY)).isZero();
    }
}
