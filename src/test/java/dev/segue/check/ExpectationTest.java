package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.SegmentChange;
import dev.segue.check.Expectation.Clock;
import dev.segue.rule.Segment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the topics themselves tell of what may be expected of them. */
class ExpectationTest {

    private Contents good;

    @BeforeEach
    void make() throws Exception {
        good = GoodHistory.make(Clock.EVENT).contents();
    }

    @Test
    void shouldExpectEveryChangeOfOneSet() {
        Expectation expectation = Expectation.of(good, Clock.EVENT);

        assertThat(expectation.clock()).isEqualTo(Clock.EVENT);
        assertThat(expectation.segments().segments())
                .extracting(Segment::id)
                .containsExactlyInAnyOrder("active", "away", "keen", "both", "gold", "buyer");
        assertThat(Checker.findings(good, expectation, 0)).isEmpty();
    }

    @Test
    void shouldExpectWhereItEndsOnceASegmentWasRetired() {
        Spoiled redefined = new Spoiled(good);
        redefined.published.add(new Published("gold", null, 1));

        Expectation expectation = Expectation.of(redefined.contents(), Clock.LIVE);

        assertThat(expectation.clock()).isEqualTo(Clock.LIVE_UNORDERED);
        assertThat(expectation.segments().segments()).extracting(Segment::id).doesNotContain("gold");
    }

    @Test
    void shouldExpectWhereItEndsOnceASegmentWasPublishedByItself() {
        Spoiled redefined = new Spoiled(good);
        Published first = good.published().get(0);
        redefined.published.set(0, new Published(first.segmentId(), first.definition(), 1));

        assertThat(Expectation.of(redefined.contents(), Clock.EVENT).clock()).isEqualTo(Clock.UNORDERED);
    }

    @Test
    void shouldExpectWhereItEndsOfASetThatCameLate() {
        Spoiled late = new Spoiled(good);
        late.change().setReason(ChangeReason.DEFINITION);

        assertThat(Expectation.of(late.contents(), Clock.EVENT).clock()).isEqualTo(Clock.UNORDERED);
    }

    @Test
    void shouldKnowAtTheEndWhoIsInSegmentsThatRememberNothing() {
        Expectation expectation = new Expectation(
                Expectation.of(good, Clock.EVENT).segments(),
                Expectation.of(good, Clock.EVENT).retention(),
                Clock.UNORDERED);

        assertThat(Past.remember(expectation.segments())).containsExactlyInAnyOrder("keen", "both");
        assertThat(Checker.findings(good, expectation, 0)).isEmpty();
    }

    @Test
    void shouldLeaveOutWhoDidSomethingOfLate() throws Exception {
        GoodHistory live = GoodHistory.make(Clock.LIVE);
        List<Received> inputs = live.contents().inputs();
        Received last = inputs.get(inputs.size() - 2);

        Contents resting = live.contents().restingSince(last.at() - 1);

        assertThat(resting.changes())
                .extracting(SegmentChange::getCustomerId)
                .doesNotContain(last.event().customerId())
                .hasSizeGreaterThan(live.contents().changes().size() / 2);
        assertThat(resting.inputs()).doesNotContain(last);
        assertThat(Checker.findings(resting, live.expectation(), live.until())).isEmpty();
    }
}
