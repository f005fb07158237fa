package dev.segue.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.membership.Change;
import dev.segue.membership.Outcome;
import dev.segue.membership.Trigger;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_000_000L;

    private final List<String> changes = new ArrayList<>();
    private final List<Change> whole = new ArrayList<>();
    private Tally tally;

    @Test
    void shouldEvaluateAnInstantOfTimeOnlyWhenTheClockOfAllCustomersIsPastIt() throws Exception {
        run(OptionalLong.empty(), click("a", 0), click("b", 10), click("b", 11));

        assertThat(changes).containsExactly("0 a ENTERED", "10 a EXITED", "10 b ENTERED");
    }

    @Test
    void shouldEvaluateTheLastInstantToo() throws Exception {
        run(OptionalLong.empty(), click("a", 0), click("b", 10));

        assertThat(changes).containsExactly("0 a ENTERED", "10 a EXITED", "10 b ENTERED");
    }

    @Test
    void shouldRunTheClockOnAfterTheLastEvent() throws Exception {
        run(OptionalLong.of(START + 10 * MINUTE), click("a", 0));

        assertThat(changes).containsExactly("0 a ENTERED", "10 a EXITED");
    }

    @Test
    void shouldRunTheClockOnForEver() throws Exception {
        run(OptionalLong.of(Long.MAX_VALUE), click("a", 0));

        assertThat(changes).containsExactly("0 a ENTERED", "10 a EXITED");
    }

    @Test
    void shouldNotEvaluateWhatIsAfterTheEnd() throws Exception {
        run(OptionalLong.of(START + 10 * MINUTE - 1), click("a", 0), click("b", 10));

        assertThat(changes).containsExactly("0 a ENTERED");
        assertThat(tally.afterUntil()).isEqualTo(1);
    }

    @Test
    void shouldHandOnChangesByTimeAndThenByCustomer() throws Exception {
        run(OptionalLong.of(START + 20 * MINUTE), click("c", 0), click("b", 0), click("a", 1), click("d", 19));

        assertThat(changes)
                .containsExactly(
                        "0 b ENTERED",
                        "0 c ENTERED",
                        "1 a ENTERED",
                        "10 b EXITED",
                        "10 c EXITED",
                        "11 a EXITED",
                        "19 d ENTERED");
    }

    @Test
    void shouldKeepSomeoneInWhomALaterEventKeepsIn() throws Exception {
        run(OptionalLong.of(START + 20 * MINUTE), click("a", 0), click("a", 9));

        assertThat(changes).containsExactly("0 a ENTERED", "19 a EXITED");
    }

    @Test
    void shouldEvaluateACustomerWithALateEventAtTheClock() throws Exception {
        run(OptionalLong.empty(), click("b", 5), click("a", 3));

        assertThat(changes).containsExactly("5 a ENTERED", "5 b ENTERED");
        assertThat(tally.of(Outcome.LATE)).isEqualTo(1);
    }

    @Test
    void shouldNameTheRecordByItsPlaceInItsTopic() throws Exception {
        run(OptionalLong.empty(), click("a", 0), click("b", 1));

        assertThat(whole)
                .extracting(Change::trigger)
                .containsExactly(new Trigger("clickstream", 0, 0, "a-0"), new Trigger("clickstream", 0, 1, "b-1"));
    }

    @Test
    void shouldHandOnTheChangesOfOneInstantAsTheyCameAlsoWhereTheSequenceBeginsAnew() throws Exception {
        run(OptionalLong.empty(), click("a", 0), new Forget("a"), click("a", 0));

        assertThat(changes).containsExactly("0 a ENTERED", "0 a EXITED", "0 a ENTERED");
        assertThat(whole).extracting(Change::sequence).containsExactly(1L, 2L, 1L);
    }

    @Test
    void shouldNotForgetWhomToForgetIsReadAfterTheEnd() throws Exception {
        run(OptionalLong.of(START + 5 * MINUTE), click("a", 0), click("b", 6), new Forget("a"));

        assertThat(changes).containsExactly("0 a ENTERED");
        assertThat(tally.afterUntil()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheSameTwice() throws Exception {
        CustomerEvent[] events = {click("a", 0), click("b", 4), click("a", 12)};

        run(OptionalLong.empty(), events);
        List<Change> first = List.copyOf(whole);
        whole.clear();
        run(OptionalLong.empty(), events);

        assertThat(whole).isNotEmpty().isEqualTo(first);
    }

    private void run(OptionalLong until, CustomerEvent... events) throws InvalidDefinitions {
        SegmentSet segments = Definitions.compile("""
                segments:
                  - id: active
                    name: Active
                    enter: events("page_view").within(minutes(10)).count() >= 1
                """, Limits.DEFAULT);
        tally = Backtest.run(
                segments, Retention.DEFAULT, "seed", List.of(events).iterator(), until, change -> {
                    whole.add(change);
                    changes.add(
                            (change.occurredAt() - START) / MINUTE + " " + change.customerId() + " " + change.type());
                });
    }

    private static Click click(String customer, long minute) {
        long occurredAt = START + minute * MINUTE;
        String id = customer + "-" + minute;
        return new Click(id, customer, "page_view", occurredAt, null, null, null, null, null, Map.of());
    }
}
