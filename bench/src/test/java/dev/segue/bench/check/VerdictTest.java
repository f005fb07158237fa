package dev.segue.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final List<Change> RIGHT = List.of(
            new Change("u1", "explorer", true, 1),
            new Change("u1", "explorer", false, 5),
            new Change("u2", "explorer", true, 1),
            new Change("u2", "gone-quiet", true, 9));

    @Test
    void shouldFindNothingWhereAllIsRightInAnyOrder() {
        List<Change> written = new ArrayList<>(RIGHT);
        Collections.reverse(written);

        assertThat(Verdict.of(RIGHT, written)).isEqualTo(new Verdict(4, 0, 0, 0));
    }

    @Test
    void shouldCountWhatIsMissing() {
        assertThat(Verdict.of(RIGHT, RIGHT.subList(1, 3))).isEqualTo(new Verdict(4, 0, 2, 0));
    }

    @Test
    void shouldCountWhatIsThereTwice() {
        List<Change> written = new ArrayList<>(RIGHT);
        written.add(RIGHT.get(2));

        assertThat(Verdict.of(RIGHT, written)).isEqualTo(new Verdict(4, 0, 0, 1));
    }

    @Test
    void shouldCountAsWrongAndMissingWhatIsOffByAMillisecond() {
        assertThat(with(3, new Change("u2", "gone-quiet", true, 10))).isEqualTo(new Verdict(4, 1, 1, 0));
    }

    @Test
    void shouldCountAsWrongAndMissingWhatIsOfAnotherCustomerSegmentOrDirection() {
        assertThat(with(0, new Change("u3", "explorer", true, 1))).isEqualTo(new Verdict(4, 1, 1, 0));
        assertThat(with(0, new Change("u1", "hot-browser", true, 1))).isEqualTo(new Verdict(4, 1, 1, 0));
        assertThat(with(0, new Change("u1", "explorer", false, 1))).isEqualTo(new Verdict(4, 1, 1, 0));
    }

    @Test
    void shouldTakeAChangeThatIsRightTwice() {
        List<Change> twice = List.of(RIGHT.get(0), RIGHT.get(0));

        assertThat(Verdict.of(twice, twice).right()).isTrue();
        assertThat(Verdict.of(twice, twice.subList(0, 1))).isEqualTo(new Verdict(2, 0, 1, 0));
    }

    private static Verdict with(int place, Change other) {
        List<Change> written = new ArrayList<>(RIGHT);
        written.set(place, other);
        return Verdict.of(RIGHT, written);
    }
}
