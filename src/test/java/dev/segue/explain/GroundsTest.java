package dev.segue.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Evidence;
import dev.segue.rule.Limits;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundsTest {

    private static final Retention RETENTION = new Retention(400L * 86_400_000, 1_000);

    private final Grounds grounds = new Grounds(id -> id.equals("big") ? "Big spender" : id);

    @Test
    void shouldSayHowMuchTimeHasPassedSinceWhat() throws Exception {
        assertThat(told("events(\"product_view\").within(minutes(30)).count() >= 3", "2h product_view itemId=i x3"))
                .containsExactly(
                        "entered: 3 product views in the last 30 minutes, at least 3 are needed",
                        "left: 30 minutes have passed since the first of 3 product views");
        assertThat(told("events(\"purchase\").within(days(1)).count() > 0", "3d purchase 10"))
                .containsExactly(
                        "entered: 1 purchase in the last day, at least 1 is needed",
                        "left: 1 day has passed since the last purchase");
        assertThat(told("now - events(\"purchase\").last() > days(2)", "3d purchase 10"))
                .containsExactly("entered: 2 days have passed since the last purchase");
        assertThat(told(
                        "events(\"purchase\").count() >= 1 && events(\"purchase\").within(days(2)).count() == 0",
                        "3d purchase 10"))
                .containsExactly("entered: time has passed: no purchases in the last 2 days, none is allowed;"
                        + " 1 purchase, at least 1 is needed");
    }

    @Test
    void shouldSayWhatWasMeasuredAndWhatIsNeeded() throws Exception {
        assertThat(told(
                        "events(\"purchase\").within(days(30)).sum(\"amount\") >= 500",
                        "3d purchase 620 orderId=o1",
                        "1d refund 300 orderId=o1"))
                .containsExactly(
                        "entered: a total amount of 620 from purchases in the last 30 days, at least 500 is needed",
                        "left: a total amount of 320 from purchases in the last 30 days, at least 500 is needed");
    }

    @Test
    void shouldNameTheProfileWhereThatDecided() throws Exception {
        assertThat(told("profile.tier == \"gold\"", "3d profile tier=gold", "2d profile tier=silver"))
                .containsExactly(
                        "entered: the profile changed: the profile's tier is \"gold\"",
                        "left: the profile changed: the profile's tier is \"silver\", it has to be \"gold\"");
    }

    @Test
    void shouldTakeTextThatLooksLikeANumberForText() {
        Grounds.Turn turn = new Grounds.Turn(
                Change.Type.ENTERED,
                Change.Reason.PROFILE,
                0,
                List.of(new Evidence("profile.zip", "1010")),
                definition("profile.zip == \"1010\""));

        assertThat(grounds.of(turn)).isEqualTo("the profile changed: the profile's zip is \"1010\"");
    }

    @Test
    void shouldNotTakeTheEndOfAStayForTheCause() throws Exception {
        assertThat(toldOf(
                        "enter: events(\"purchase\").within(days(30)).count() >= 1\n    stay: 2d",
                        "5d purchase 10 orderId=o1",
                        "4d refund 10 orderId=o1"))
                .last()
                .asString()
                .startsWith("left: time has passed: no purchases in the last 30 days");
    }

    @Test
    void shouldNameTheRuleForLeavingWhereThatDecided() throws Exception {
        assertThat(toldOf(
                        "enter: events(\"search\").count() >= 1\n    exit: events(\"purchase\").within(days(9)).count() >= 1",
                        "5d search",
                        "4d purchase 10"))
                .containsExactly(
                        "entered: 1 search, at least 1 is needed",
                        "left: 1 purchase in the last 9 days, none is allowed");
    }

    @Test
    void shouldSayWhatWasMeasuredWhereTheRuleIsNoLongerKnown() {
        Evidence evidence = new Evidence("events(\"visit\").count()", "7");
        Grounds.Turn unknown = new Grounds.Turn(Change.Type.ENTERED, Change.Reason.EVENT, 0, List.of(evidence), null);
        Grounds.Turn other = new Grounds.Turn(
                Change.Type.ENTERED, Change.Reason.TIME, 0, List.of(evidence), definition("events(\"x\").count() > 1"));
        Grounds.Turn contrary = new Grounds.Turn(
                Change.Type.ENTERED,
                Change.Reason.EVENT,
                0,
                List.of(evidence),
                definition("events(\"visit\").count() > 9"));
        Grounds.Turn forgotten = new Grounds.Turn(Change.Type.EXITED, Change.Reason.FORGOTTEN, 0, List.of(), null);
        Grounds.Turn retired = new Grounds.Turn(Change.Type.EXITED, Change.Reason.DEFINITION, 0, List.of(), null);

        assertThat(grounds.of(unknown)).isEqualTo("an event decided: events(\"visit\").count() = 7");
        assertThat(grounds.of(other)).isEqualTo("time has passed: events(\"visit\").count() = 7");
        assertThat(grounds.of(contrary)).isEqualTo("an event decided: events(\"visit\").count() = 7");
        assertThat(grounds.of(forgotten)).isEqualTo("the customer was forgotten");
        assertThat(grounds.of(retired)).isEqualTo("the rule was changed or retired");
    }

    @Test
    void shouldNameOtherSegments() {
        Grounds.Turn by = new Grounds.Turn(
                Change.Type.ENTERED,
                Change.Reason.SEGMENT,
                0,
                List.of(new Evidence("inSegment(\"big\")", "true")),
                definition("inSegment(\"big\")"));
        Grounds.Turn union = new Grounds.Turn(
                Change.Type.EXITED,
                Change.Reason.SEGMENT,
                0,
                List.of(new Evidence("inSegment(\"big\")", "false"), new Evidence("inSegment(\"a\")", "false")),
                definition(null));

        assertThat(grounds.of(by)).isEqualTo("another membership changed: in *Big spender*");
        assertThat(grounds.of(union)).isEqualTo("another membership changed: not in *Big spender*; not in *a*");
    }

    private static SegmentDefinition definition(String enter) {
        return new SegmentDefinition("one", "One", null, null, "strategic", null, enter, null, null, null, null, 1);
    }

    private List<String> told(String rule, String... history) throws Exception {
        return toldOf("enter: " + rule, history);
    }

    /** What is said of each change of somebody with that history, up to a year after it. */
    private List<String> toldOf(String rules, String... history) throws Exception {
        SegmentSet set = Definitions.compile("segments:\n  - id: one\n    name: One\n    " + rules, Limits.DEFAULT);
        Segment segment = set.segments().get(0);
        Assigner assigner = new Assigner(set, 1, 0, RETENTION, "seed");
        Customer customer = Customer.unknown("c1");
        List<Change> changes = new ArrayList<>();
        for (ToldHistory.Dated dated : new ToldHistory().read("c1", List.of(history))) {
            assigner.apply(customer, dated.event(), null, dated.at(), changes::add);
        }
        assigner.passTime(customer, ToldHistory.NOW, changes::add);
        return changes.stream()
                .map(change -> (change.type() == Change.Type.ENTERED ? "entered: " : "left: ")
                        + grounds.of(new Grounds.Turn(
                                change.type(),
                                change.reason(),
                                change.occurredAt(),
                                change.evidence(),
                                segment.definition())))
                .toList();
    }
}
