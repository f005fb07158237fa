package dev.segue.oracle;

import static dev.segue.oracle.Sample.compare;
import static dev.segue.oracle.Sample.count;
import static dev.segue.oracle.Sample.events;
import static dev.segue.oracle.Sample.measure;
import static dev.segue.oracle.Sample.order;
import static dev.segue.oracle.Sample.priced;
import static dev.segue.oracle.Sample.refund;
import static dev.segue.oracle.Sample.sinceLast;
import static dev.segue.oracle.Sample.span;
import static dev.segue.oracle.Sample.valued;
import static dev.segue.oracle.Sample.view;
import static dev.segue.oracle.Sample.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Activity;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NaiveRulesTest {

    @Test
    void shouldCountAnEntryFromItsInstantUntilTheWindowHasPassed() {
        Expression rule = count(within(events("view"), 5));
        assertThat(valueAt(9, rule, view(10, "a"))).isEqualTo(0L);
        assertThat(valueAt(10, rule, view(10, "a"))).isEqualTo(1L);
        assertThat(valueAt(14, rule, view(10, "a"))).isEqualTo(1L);
        assertThat(valueAt(15, rule, view(10, "a"))).isEqualTo(0L);
    }

    @Test
    void shouldShiftBothEdgesOfBetween() {
        Expression rule = count(new Selection.Window(events("view"), 5, 2));
        assertThat(valueAt(11, rule, view(10, "a"))).isEqualTo(0L);
        assertThat(valueAt(12, rule, view(10, "a"))).isEqualTo(1L);
        assertThat(valueAt(14, rule, view(10, "a"))).isEqualTo(1L);
        assertThat(valueAt(15, rule, view(10, "a"))).isEqualTo(0L);
    }

    @Test
    void shouldFollowStrictlyLaterUpToTheEdge() {
        Expression rule = count(new Selection.FollowedBy(events("view"), events("purchase"), 5, null));
        assertThat(valueAt(20, rule, view(10, "a"), order("o", 10, "1"))).isEqualTo(0L);
        assertThat(valueAt(20, rule, view(10, "a"), order("o", 15, "1"))).isEqualTo(1L);
        assertThat(valueAt(20, rule, view(10, "a"), order("o", 16, "1"))).isEqualTo(0L);
        assertThat(valueAt(14, rule, view(10, "a"), order("o", 15, "1"))).isEqualTo(0L);
    }

    @Test
    void shouldMissAFollowerOnlyOnceItsTimeIsOver() {
        Expression rule = count(new Selection.NotFollowedBy(events("view"), events("purchase"), 5, null));
        assertThat(valueAt(14, rule, view(10, "a"))).isEqualTo(0L);
        assertThat(valueAt(15, rule, view(10, "a"))).isEqualTo(1L);
        assertThat(valueAt(15, rule, view(10, "a"), order("o", 15, "1"))).isEqualTo(0L);
    }

    @Test
    void shouldFollowByEqualPropertyOnly() {
        Expression followed = count(new Selection.FollowedBy(events("view"), events("purchase_item"), 5, "itemId"));
        assertThat(valueAt(12, followed, view(10, "a"), order("o", 11, "1", "a")))
                .isEqualTo(1L);
        assertThat(valueAt(12, followed, view(10, "a"), order("o", 11, "1", "b")))
                .isEqualTo(0L);
        assertThat(valueAt(12, followed, view(10, null), order("o", 11, "1", "a")))
                .isEqualTo(0L);
    }

    @Test
    void shouldHaveNoFollowerOfEqualPropertyWithoutThatProperty() {
        Expression rule = count(new Selection.NotFollowedBy(events("view"), events("view"), 5, "itemId"));
        assertThat(valueAt(16, rule, view(10, null), view(11, null))).isEqualTo(2L);
    }

    @Test
    void shouldLoseTheFollowerThatLeavesItsOwnWindow() {
        Selection by = within(events("purchase"), 3);
        Expression rule = count(new Selection.FollowedBy(events("view"), by, 5, null));
        assertThat(valueAt(14, rule, view(10, "a"), order("o", 12, "1"))).isEqualTo(1L);
        assertThat(valueAt(15, rule, view(10, "a"), order("o", 12, "1"))).isEqualTo(0L);
    }

    @Test
    void shouldLowerAnOrderFromItsRefundOn() {
        Expression sum = measure(Aggregate.SUM, within(events("purchase"), 50), "amount");
        assertThat(valueAt(19, sum, order("o", 10, "10"), refund("o", 20, "4"))).isEqualTo(10.0);
        assertThat(valueAt(20, sum, order("o", 10, "10"), refund("o", 20, "4"))).isEqualTo(6.0);
        assertThat(valueAt(20, sum, refund("o", 20, "4"), order("o", 10, "10"))).isEqualTo(6.0);
    }

    @Test
    void shouldForgetAnOrderWhollyRefundedBySeveralRefunds() {
        Expression count = count(events("purchase"));
        Activity[] history = {order("o", 10, "10", "a"), refund("o", 20, "4"), refund("o", 30, "7")};
        assertThat(valueAt(29, count, history)).isEqualTo(1L);
        assertThat(valueAt(30, count, history)).isEqualTo(0L);
        assertThat(valueAt(30, sinceLast("purchase"), history)).isNull();
        assertThat(valueAt(30, count(events("purchase_item")), history)).isEqualTo(1L);
        assertThat(valueAt(30, count(events("refund")), history)).isEqualTo(2L);
    }

    @Test
    void shouldNotRetractAnOrderLaterThanTheRefundNorAnother() {
        Expression sum = measure(Aggregate.SUM, events("purchase"), "amount");
        assertThat(valueAt(40, sum, refund("o", 9, "4"), order("o", 10, "10"))).isEqualTo(10.0);
        assertThat(valueAt(40, sum, refund("x", 11, "4"), order("o", 10, "10"))).isEqualTo(10.0);
        assertThat(valueAt(40, sum, refund(null, 11, "4"), order(null, 10, "10")))
                .isEqualTo(10.0);
        assertThat(valueAt(40, sum, refund("o", 10, "4"), order("o", 10, "10"))).isEqualTo(6.0);
    }

    @Test
    void shouldGiveMoneyBackOnTheNewestOfSeveralOrdersOfOneId() {
        Expression sum = measure(Aggregate.SUM, within(events("purchase"), 8), "amount");
        Activity[] history = {order("o", 15, "20"), order("o", 10, "10"), refund("o", 16, "14")};
        assertThat(valueAt(17, sum, history)).isEqualTo(16.0);
        assertThat(valueAt(17, count(events("purchase")), history)).isEqualTo(2L);
    }

    @Test
    void shouldFilterByWhatIsLeftOfAnOrder() {
        Expression atLeastFive = compare(new Expression.EntryProperty("amount"), Comparator.GREATER_OR_EQUAL, 5L);
        Expression rule = count(new Selection.Where(events("purchase"), atLeastFive));
        assertThat(valueAt(19, rule, order("o", 10, "10"), refund("o", 20, "6")))
                .isEqualTo(1L);
        assertThat(valueAt(20, rule, order("o", 10, "10"), refund("o", 20, "6")))
                .isEqualTo(0L);
    }

    @Test
    void shouldSumExactlyAndRoundOnce() {
        Expression sum = measure(Aggregate.SUM, events("view"), "value");
        assertThat(valueAt(9, sum, valued(1, 0.1), valued(2, 0.2), valued(3, 0.3)))
                .isEqualTo(0.6);
        assertThat(valueAt(9, sum, valued(1, 1e16), valued(2, 1), valued(3, -1e16)))
                .isEqualTo(1.0);
        assertThat(valueAt(9, measure(Aggregate.AVG, events("view"), "value"), valued(1, 0.1), valued(2, 0.2)))
                .isEqualTo(0.15);
    }

    @Test
    void shouldCountNumericStringsAsNumbersInFiguresOnly() {
        Activity[] history = {priced(1, "5"), priced(2, "x"), priced(3, "2.5"), priced(4, "5d"), view(5, "a")};
        assertThat(valueAt(9, measure(Aggregate.SUM, events("view"), "price"), history))
                .isEqualTo(7.5);
        assertThat(valueAt(9, measure(Aggregate.AVG, events("view"), "price"), history))
                .isEqualTo(3.75);
        assertThat(valueAt(9, measure(Aggregate.MIN, events("view"), "price"), history))
                .isEqualTo(2.5);
        assertThat(valueAt(9, measure(Aggregate.DISTINCT, events("view"), "price"), history))
                .isEqualTo(4L);
        Expression price = new Expression.EntryProperty("price");
        assertThat(valueAt(
                        9, count(new Selection.Where(events("view"), compare(price, Comparator.EQUAL, 5L))), history))
                .isEqualTo(0L);
        Expression asNumber = compare(new Expression.ToDouble(price), Comparator.EQUAL, 5L);
        assertThat(valueAt(9, count(new Selection.Where(events("view"), asNumber)), history))
                .isEqualTo(1L);
    }

    @Test
    void shouldFindNothingInNothing() {
        for (Aggregate aggregate : List.of(Aggregate.AVG, Aggregate.MIN, Aggregate.MAX, Aggregate.FIRST)) {
            assertThat(valueAt(9, measure(aggregate, events("view"), "value"))).isNull();
        }
        assertThat(valueAt(9, measure(Aggregate.SUM, events("view"), "value"))).isEqualTo(0.0);
        assertThat(valueAt(9, sinceLast("view"))).isNull();
    }

    @Test
    void shouldFindEveryComparisonWithTheAbsentFalse() {
        Expression absent = new Expression.Profile("nobody");
        for (Comparator comparator : Comparator.values()) {
            assertThat(valueAt(9, compare(absent, comparator, 1L))).isEqualTo(false);
            assertThat(valueAt(9, compare(1L, comparator, absent))).isEqualTo(false);
        }
        assertThat(valueAt(9, new Expression.In(absent, List.of("a")))).isEqualTo(false);
        assertThat(valueAt(9, new Expression.Not(absent))).isEqualTo(true);
        assertThat(valueAt(9, new Expression.Conditional(absent, absent, Sample.expression(3L))))
                .isEqualTo(3L);
    }

    @Test
    void shouldNeitherFindDifferentKindsEqualNorUnequal() {
        assertThat(valueAt(9, compare("1", Comparator.EQUAL, 1L))).isEqualTo(false);
        assertThat(valueAt(9, compare("1", Comparator.NOT_EQUAL, 1L))).isEqualTo(false);
        assertThat(valueAt(9, compare(true, Comparator.NOT_EQUAL, 1L))).isEqualTo(false);
        assertThat(valueAt(9, compare(1.0, Comparator.EQUAL, 1L))).isEqualTo(true);
        assertThat(valueAt(9, compare(9007199254740993L, Comparator.GREATER, 9007199254740992.0)))
                .isEqualTo(true);
    }

    @Test
    void shouldCalculateOrBeAbsent() {
        assertThat(valueAt(9, arithmetic(7L, Operator.DIVIDE, 2L))).isEqualTo(3L);
        assertThat(valueAt(9, arithmetic(-7L, Operator.MODULO, 2L))).isEqualTo(-1L);
        assertThat(valueAt(9, arithmetic(7L, Operator.DIVIDE, 2.0))).isEqualTo(3.5);
        assertThat(valueAt(9, arithmetic(7L, Operator.DIVIDE, 0L))).isNull();
        assertThat(valueAt(9, arithmetic(7.0, Operator.DIVIDE, 0L))).isNull();
        assertThat(valueAt(9, arithmetic(Long.MAX_VALUE, Operator.ADD, 1L))).isNull();
        assertThat(valueAt(9, arithmetic(1e308, Operator.MULTIPLY, 10L))).isNull();
        assertThat(valueAt(9, arithmetic("a", Operator.ADD, "b"))).isEqualTo("ab");
        assertThat(valueAt(9, arithmetic("a", Operator.ADD, 1L))).isNull();
    }

    @Test
    void shouldConvert() {
        assertThat(valueAt(9, new Expression.ToInt(Sample.expression(-5.9)))).isEqualTo(-5L);
        assertThat(valueAt(9, new Expression.ToInt(Sample.expression(1e30)))).isNull();
        assertThat(valueAt(9, new Expression.ToInt(Sample.expression("5.5")))).isNull();
        assertThat(valueAt(9, new Expression.ToInt(Sample.expression("12")))).isEqualTo(12L);
        assertThat(valueAt(9, new Expression.ToDouble(Sample.expression("1e2"))))
                .isEqualTo(100.0);
        assertThat(valueAt(9, new Expression.ToDouble(Sample.expression("NaN"))))
                .isNull();
        assertThat(valueAt(9, new Expression.Size(Sample.expression("a\uD83D\uDE00"))))
                .isEqualTo(2L);
        assertThat(valueAt(9, new Expression.Size(Sample.expression(1L)))).isNull();
    }

    @Test
    void shouldMeasureTimesAndDays() {
        long day = 24L * 3600 * 1000;
        Activity[] history = {view(day - 1, "a"), view(day, "a"), view(day + 1, "a")};
        assertThat(valueAt(day + 5, measure(Aggregate.DISTINCT_DAYS, events("view"), null), history))
                .isEqualTo(2L);
        assertThat(valueAt(day + 5, measure(Aggregate.FIRST, events("view"), null), history))
                .isEqualTo(new Expression.Instant(day - 1));
        assertThat(valueAt(day + 5, sinceLast("view"), history)).isEqualTo(span(4));
        assertThat(valueAt(day + 5, compare(sinceLast("view"), Comparator.EQUAL, span(4)), history))
                .isEqualTo(true);
    }

    private static Expression arithmetic(Object left, Operator operator, Object right) {
        return new Expression.Arithmetic(operator, Sample.expression(left), Sample.expression(right));
    }

    private static Object valueAt(long now, Expression rule, Activity... history) {
        NaiveTimeline timeline = new NaiveTimeline();
        List.of(history).forEach(timeline::add);
        return new NaiveRules(timeline.entries(now), Map.of(), now, id -> false).value(rule);
    }
}
