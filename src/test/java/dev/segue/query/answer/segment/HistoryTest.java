package dev.segue.query.answer.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.membership.Change;
import dev.segue.membership.tally.TurnoverStep;
import dev.segue.query.answer.segment.History.SegmentHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final long CLOCK = 1_795_357_923_456L;
    private static final int MINUTE = 60_000;
    private static final List<String> IDS = List.of("a");

    /** Somebody entered, or left, so many minutes before the clock. */
    private record Move(boolean entered, long minutesAgo) {

        long at() {
            return CLOCK - minutesAgo * MINUTE;
        }
    }

    @Property(tries = 200)
    void shouldTellTheSizesThatTheChangesComeTo(
            @ForAll @Size(max = 80) List<@IntRange(min = -1_400, max = 1_400) Integer> minutes,
            @ForAll @IntRange(min = 1, max = 24) int hours,
            @ForAll @IntRange(min = 1, max = 100) int points) {
        List<Move> moves = minutes.stream()
                .map(minute -> new Move(minute >= 0, Math.abs(minute)))
                .toList();
        History.Steps steps = History.Steps.of(hours, points);

        History history = History.of(List.of(tally(moves, 100)), IDS, steps);

        SegmentHistory told = history.segments().get(0);
        assertThat(history.at())
                .hasSize(steps.count())
                .hasSizeLessThanOrEqualTo(points)
                .isSorted();
        assertThat(history.at().get(0)).isGreaterThanOrEqualTo(CLOCK - hours * 60L * MINUTE);
        for (int i = 0; i < steps.count(); i++) {
            long end = i == steps.count() - 1 ? CLOCK + 1 : history.at().get(i);
            long begin = end - steps.millis();
            long gone = moves.stream()
                    .filter(move -> move.at() >= end)
                    .mapToLong(HistoryTest::net)
                    .sum();

            assertThat(told.sizes().get(i)).isEqualTo(100 - gone);
            if (i < steps.count() - 1) {
                assertThat(told.entered().get(i))
                        .isEqualTo(moves.stream()
                                .filter(move -> move.entered() && move.at() >= begin && move.at() < end)
                                .count());
            }
        }
    }

    @Test
    void shouldAddPartitionsWhoseClocksDiffer() {
        HistoryTally here = tally(List.of(new Move(true, 3), new Move(false, 70)), 5);
        HistoryTally behind = new HistoryTally(CLOCK - 3_600_000, -1, Map.of("a", 2L), Map.of(), 40L);

        History history = History.of(List.of(here, behind), IDS, History.Steps.of(2, 2));

        assertThat(history.segments().get(0).size()).isEqualTo(7);
        assertThat(history.segments().get(0).sizes()).containsExactly(6L, 7L);
        assertThat(history.segments().get(0).exited()).containsExactly(1L, 0L);
        assertThat(history.staleness()).isEqualTo(40);
    }

    @Test
    void shouldLeaveOutWhatCameBeforeAnythingWasCounted() {
        HistoryTally tally = new HistoryTally(CLOCK, CLOCK - 3 * 3_600_000, Map.of("a", 2L), Map.of(), null);

        History history = History.of(List.of(tally), IDS, History.Steps.of(24, 24));

        assertThat(history.at()).hasSizeBetween(3, 4).allMatch(at -> at >= CLOCK - 3 * 3_600_000);
        assertThat(history.segments().get(0).sizes()).hasSameSizeAs(history.at());
    }

    private static HistoryTally tally(List<Move> moves, long size) {
        Map<Long, TurnoverStep> steps = new HashMap<>();
        for (Move move : moves) {
            TurnoverStep step = TurnoverStep.at(move.at());
            steps.put(
                    step.number(),
                    steps.getOrDefault(step.number(), step)
                            .plus(move.entered() ? Change.Type.ENTERED : Change.Type.EXITED));
        }
        return new HistoryTally(CLOCK, -1, Map.of("a", size), Map.of("a", new ArrayList<>(steps.values())), null);
    }

    private static long net(Move move) {
        return move.entered() ? 1 : -1;
    }
}
