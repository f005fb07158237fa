package dev.segue.oracle;

import static dev.segue.oracle.Sample.atLeast;
import static dev.segue.oracle.Sample.compare;
import static dev.segue.oracle.Sample.count;
import static dev.segue.oracle.Sample.events;
import static dev.segue.oracle.Sample.order;
import static dev.segue.oracle.Sample.profile;
import static dev.segue.oracle.Sample.refund;
import static dev.segue.oracle.Sample.sinceLast;
import static dev.segue.oracle.Sample.span;
import static dev.segue.oracle.Sample.view;
import static dev.segue.oracle.Sample.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveAssignerTest {

    private static final Expression VIEWED = atLeast(count(within(events("view"), 10)), 1L);

    @Test
    void shouldEnterByTheRecordAndLeaveByTime() {
        assertThat(changes(30, segment("a", VIEWED), read(view(5, "x"), 5)))
                .containsExactly("ENTERED a @5 [EVENT] #1 [a]", "EXITED a @15 [TIME] #2 []");
    }

    @Test
    void shouldNotEvaluateTheClockItself() {
        assertThat(changes(15, segment("a", VIEWED), read(view(5, "x"), 5))).hasSize(1);
        assertThat(changes(16, segment("a", VIEWED), read(view(5, "x"), 5))).hasSize(2);
    }

    @Test
    void shouldLetTheRecordComeFirstAtOneInstant() {
        assertThat(changes(40, segment("a", VIEWED), read(view(5, "x"), 5), read(view(15, "x"), 15)))
                .containsExactly("ENTERED a @5 [EVENT] #1 [a]", "EXITED a @25 [TIME] #2 []");
    }

    @Test
    void shouldNameTimeWhereTheRecordOfThatInstantDecidesNothing() {
        assertThat(changes(40, segment("a", VIEWED), read(view(5, "x"), 5), read(order("o", 15, "1"), 15)))
                .containsExactly("ENTERED a @5 [EVENT] #1 [a]", "EXITED a @15 [TIME] #2 []");
    }

    @Test
    void shouldNotReplayThePastForALateEntry() {
        assertThat(changes(40, segment("a", VIEWED), read(order("o", 20, "1"), 20), read(view(12, "x"), 20)))
                .containsExactly("ENTERED a @20 [EVENT] #1 [a]", "EXITED a @22 [TIME] #2 []");
        assertThat(changes(40, segment("a", VIEWED), read(order("o", 20, "1"), 20), read(view(10, "x"), 20)))
                .isEmpty();
    }

    @Test
    void shouldDropDuplicatesEvenOfARefundedOrder() {
        Expression twice = atLeast(count(events("purchase")), 2L);
        Expression once = atLeast(count(events("purchase")), 1L);
        assertThat(changes(40, segment("a", twice), read(order("o", 5, "1"), 5), read(order("o", 5, "1"), 9)))
                .isEmpty();
        assertThat(changes(
                        40,
                        segment("a", once),
                        read(order("o", 5, "1"), 5),
                        read(refund("o", 6, "1"), 6),
                        read(order("o", 5, "1"), 9)))
                .containsExactly("ENTERED a @5 [EVENT] #1 [a]", "EXITED a @6 [EVENT] #2 []");
    }

    @Test
    void shouldStayAndCoolDown() {
        Segment segment = AnyRules.segment("a", VIEWED, null, 12, 7, 1);
        assertThat(changes(60, segment, read(view(5, "x"), 5), read(view(20, "x"), 20), read(view(21, "x"), 21)))
                .containsExactly(
                        "ENTERED a @5 [EVENT] #1 [a]",
                        "EXITED a @17 [TIME] #2 []",
                        "ENTERED a @24 [TIME] #3 [a]",
                        "EXITED a @36 [TIME] #4 []");
    }

    @Test
    void shouldKeepToAnExitOfItsOwn() {
        Expression enter = atLeast(count(within(events("view"), 10)), 2L);
        Expression exit = compare(count(within(events("view"), 10)), Comparator.LESS, 1L);
        Segment segment = AnyRules.segment("a", enter, exit, 0, 0, 1);
        assertThat(changes(60, segment, read(view(5, "x"), 5), read(view(8, "x"), 8)))
                .containsExactly("ENTERED a @8 [EVENT] #1 [a]", "EXITED a @18 [TIME] #2 []");
    }

    @Test
    void shouldNameTheSegmentThatDecided() {
        Segment inner = segment("b", VIEWED);
        Segment outer = segment("a", new Expression.InSegment("b"));
        assertThat(changes(60, List.of(inner, outer), read(view(5, "x"), 5)))
                .containsExactly(
                        "ENTERED b @5 [EVENT] #1 [b]",
                        "ENTERED a @5 [SEGMENT] #2 [a, b]",
                        "EXITED b @15 [TIME] #3 [a]",
                        "EXITED a @15 [SEGMENT] #4 []");
    }

    @Test
    void shouldPassTimeStrictlyPastAThreshold() {
        Expression longer = compare(sinceLast("view"), Comparator.GREATER, span(7));
        Expression exactly = compare(sinceLast("view"), Comparator.EQUAL, span(7));
        assertThat(changes(60, segment("a", longer), read(view(5, "x"), 5)))
                .containsExactly("ENTERED a @13 [TIME] #1 [a]");
        assertThat(changes(60, segment("a", exactly), read(view(5, "x"), 5)))
                .containsExactly("ENTERED a @12 [TIME] #1 [a]", "EXITED a @13 [TIME] #2 []");
    }

    @Test
    void shouldReplaceTheProfileAndIgnoreAnOlderOne() {
        Expression gold = compare(new Expression.Profile("tier"), Comparator.EQUAL, "gold");
        assertThat(changes(
                        60,
                        segment("a", gold),
                        read(profile(5, "tier", "gold"), 5),
                        read(profile(4, "tier", "none"), 6),
                        read(profile(7, "age", 3L), 7)))
                .containsExactly("ENTERED a @5 [PROFILE] #1 [a]", "EXITED a @7 [PROFILE] #2 []");
    }

    @Test
    void shouldForgetAndBeginAnew() {
        assertThat(changes(
                        60,
                        AnyRules.segment("a", VIEWED, null, 20, 50, 1),
                        read(view(5, "x"), 5),
                        read(new Forget("c1"), 8),
                        read(view(9, "x"), 9)))
                .containsExactly(
                        "ENTERED a @5 [EVENT] #1 [a]",
                        "EXITED a @8 [FORGOTTEN] #2 []",
                        "ENTERED a @9 [EVENT] #1 [a]",
                        "EXITED a @29 [TIME] #2 []");
    }

    @Test
    void shouldKnowNobodyBeforeTheFirstRecord() {
        Expression idle = compare(count(within(events("view"), 10)), Comparator.EQUAL, 0L);
        assertThat(changes(60, segment("a", idle), new Step.Pass(20), read(order("o", 25, "1"), 25)))
                .containsExactly("ENTERED a @25 [EVENT] #1 [a]");
    }

    @Test
    void shouldWaitForAnEntryDatedAhead() {
        assertThat(changes(60, segment("a", VIEWED), read(view(12, "x"), 5), new Step.Pass(12), new Step.Pass(13)))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("ENTERED a @12");
    }

    @Test
    void shouldCountForLifeWhatTheRetentionDropped() {
        Expression twice = atLeast(count(events("view")), 2L);
        Expression spent = atLeast(Sample.measure(Expression.Aggregate.SUM, events("purchase"), "amount"), 6L);
        assertThat(changes(60, 20, List.of(segment("a", twice)), read(view(5, "x"), 5), read(view(50, "x"), 50)))
                .containsExactly("ENTERED a @50 [EVENT] #1 [a]");
        assertThat(changes(60, 20, List.of(segment("a", twice)), read(view(50, "x"), 50), read(view(5, "x"), 50)))
                .containsExactly("ENTERED a @50 [EVENT] #1 [a]");
        assertThat(changes(
                        60,
                        20,
                        List.of(segment("a", spent)),
                        read(order("o", 5, "10"), 5),
                        read(refund("o", 10, "3"), 10),
                        read(refund("o", 50, "6"), 50)))
                .containsExactly("ENTERED a @5 [EVENT] #1 [a]");
    }

    @Test
    void shouldSayWhenACustomerWillLeave() {
        NaiveAssigner oracle = new NaiveAssigner(new SegmentSet(List.of(segment("a", VIEWED))), 1000, now -> now + 1);
        oracle.take(read(view(5, "x"), 5));
        assertThat(oracle.exitOf("a", 100)).isEqualTo(15);
        assertThat(oracle.exitOf("a", 14)).isNull();
        assertThat(oracle.changes()).hasSize(1);
    }

    @Test
    void shouldNoticeRulesThatContradictThemselves() {
        Segment segment = AnyRules.segment("a", VIEWED, VIEWED, 0, 0, 1);
        NaiveAssigner oracle = new NaiveAssigner(new SegmentSet(List.of(segment)), 1000, now -> now + 1);
        oracle.take(read(view(5, "x"), 5));
        assertThat(oracle.contradiction()).isTrue();
    }

    private static Segment segment(String id, Expression enter) {
        return AnyRules.segment(id, enter, null, 0, 0, 1);
    }

    private static Step read(CustomerEvent event, long clock) {
        return new Step.Read(event, clock);
    }

    private static List<String> changes(long until, Segment segment, Step... steps) {
        return changes(until, List.of(segment), steps);
    }

    private static List<String> changes(long until, List<Segment> segments, Step... steps) {
        return changes(until, 1000, segments, steps);
    }

    private static List<String> changes(long until, long retention, List<Segment> segments, Step... steps) {
        NaiveAssigner oracle = new NaiveAssigner(new SegmentSet(segments), retention, now -> now + 1);
        List.of(steps).forEach(oracle::take);
        oracle.passTime(until);
        assertThat(oracle.contradiction()).isFalse();
        return oracle.changes().stream().map(NaiveChange::toString).toList();
    }
}
