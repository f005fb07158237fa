package dev.segue.assignment.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.membership.Arm;
import dev.segue.membership.Change;
import dev.segue.membership.tally.TurnoverStep;
import dev.segue.timeline.ByteReader;
import dev.segue.wire.StateKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final long BEGIN = 1_795_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final int DAY = 24 * 60;

    private KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("progress").get();

    /** Changes as they are found: each so much later than the one before, or late by up to a day. */
    @Property(tries = 100)
    void shouldKeepEachStepOfTheLastTwoDaysWhateverCameLate(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 3 * 60) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 7) int everyLate,
            @ForAll @IntRange(min = 0, max = DAY - 1) int lateness,
            @ForAll @IntRange(min = 0, max = 119) int restart) {
        store = Stores.inMemoryKeyValueStore("progress").get();
        Counting census = census();
        List<Long> found = new ArrayList<>();
        long clock = BEGIN;
        for (int i = 0; i < gaps.size(); i++) {
            clock += gaps.get(i) * MINUTE;
            long at = i % everyLate == 0 ? clock - lateness * MINUTE : clock;
            census.count("a", Change.Type.ENTERED, at);
            found.add(at);
            if (i == restart) {
                census.close();
                census = census();
            }
        }
        census.close();

        long newest = found.stream()
                .map(at -> TurnoverStep.at(at).number())
                .max(Long::compare)
                .orElseThrow();
        Map<Long, Long> expected = found.stream()
                .map(at -> TurnoverStep.at(at).number())
                .filter(number -> number > newest - TurnoverStep.KEPT)
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()));
        Map<Long, Long> kept = steps("a").stream()
                .filter(step -> step.number() > newest - TurnoverStep.KEPT)
                .collect(Collectors.toMap(TurnoverStep::number, TurnoverStep::entered));
        assertThat(kept).isEqualTo(expected);
        assertThat(steps("a")).hasSizeLessThanOrEqualTo(TurnoverStep.KEPT);
    }

    @Test
    void shouldTellSegmentsAndDirectionsApart() {
        Counting census = census();

        census.count("a", Change.Type.ENTERED, BEGIN);
        census.count("a", Change.Type.EXITED, BEGIN + 1);
        census.count("a-b", Change.Type.EXITED, BEGIN + 1);
        census.close();

        assertThat(steps("a")).containsExactly(new TurnoverStep(BEGIN / TurnoverStep.MILLIS, 1, 1));
        assertThat(steps("a-b")).containsExactly(new TurnoverStep(BEGIN / TurnoverStep.MILLIS, 0, 1));
    }

    @Test
    void shouldSaySinceWhenStepsAreCountedWhereThatWasNotFromTheBeginning() {
        TaskProgress before = new TaskProgress(store);
        before.clock(BEGIN);
        before.write();
        TaskProgress upgraded = new TaskProgress(store);

        new Census(upgraded);
        upgraded.write();

        assertThat(StateKeys.number(store.get(Bytes.wrap(StateKeys.STEPS_SINCE)), 0))
                .isEqualTo(BEGIN);
    }

    private Counting census() {
        TaskProgress progress = new TaskProgress(store);
        return new Counting(progress, new Census(progress));
    }

    private record Counting(TaskProgress progress, Census census) {

        void count(String segmentId, Change.Type type, long at) {
            progress.clock(at);
            census.apply(new Change(
                    "",
                    "c",
                    segmentId,
                    1,
                    type,
                    Change.Reason.EVENT,
                    at,
                    1,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    Arm.TREATMENT));
        }

        void close() {
            progress.write();
        }
    }

    private List<TurnoverStep> steps(String segmentId) {
        TaskProgress progress = new TaskProgress(store);
        return progress.under(StateKeys.steps(segmentId)).values().stream()
                .map(bytes -> TurnoverStep.read(new ByteReader(bytes)))
                .toList();
    }
}
