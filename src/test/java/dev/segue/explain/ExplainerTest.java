package dev.segue.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.event.Purchase;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {

    private final SegmentSet segments = Definitions.compile("""
            segments:
              - id: big
                name: Big
                enter: events("purchase").within(days(30)).sum("amount") >= 100
            """, Limits.DEFAULT);
    private final Assigner assigner = new Assigner(segments, 1, 0, Retention.DEFAULT, "seed");
    private final Explainer explainer = new Explainer(new Outlook(segments, 1, 0, "seed"), 2);

    ExplainerTest() throws Exception {}

    @Test
    void shouldShowTheNewestEntriesThatCountAndTheirNumber() {
        Customer customer = customer(
                "9d purchase 10 orderId=o1", "8d purchase 20", "7d purchase 30 orderId=o3", "1d refund 5 orderId=o3");

        Reading reading = explainer
                .explain(customer, "big", ToldHistory.NOW)
                .enter()
                .readings()
                .get(0);

        assertThat(reading.count()).isEqualTo(3);
        assertThat(reading.newest()).hasSize(2);
        assertThat(reading.newest().get(0).properties())
                .containsEntry("orderId", "o3")
                .hasEntrySatisfying("amount", amount -> assertThat(amount).hasToString("25.0000"));
    }

    @Test
    void shouldTellOfWhichEntriesAMeasureIsSoThatTheyCanBeDrawn() throws Exception {
        Reading within = reading("events(\"purchase\").within(days(30)).count() >= 3");
        Reading nested = reading(
                "events(\"search\").within(days(30)).where(e, e.q == \"a\").between(days(40), days(10)).count() >= 3");
        Reading ever = reading("now - events(\"purchase\").last() < days(3)");
        Reading attribute = reading("profile.tier == \"gold\"");

        assertThat(within.type()).isEqualTo("purchase");
        assertThat(within.windowFrom()).isEqualTo(ToldHistory.NOW - 30 * 86_400_000L);
        assertThat(within.windowTo()).isEqualTo(ToldHistory.NOW);
        assertThat(nested.type()).isEqualTo("search");
        assertThat(nested.windowFrom()).isEqualTo(ToldHistory.NOW - 30 * 86_400_000L);
        assertThat(nested.windowTo()).isEqualTo(ToldHistory.NOW - 10 * 86_400_000L);
        assertThat(ever.windowFrom()).isNull();
        assertThat(ever.windowTo()).isEqualTo(ToldHistory.NOW);
        assertThat(attribute.type()).isNull();
        assertThat(attribute.windowTo()).isNull();
    }

    private static Reading reading(String rule) throws Exception {
        SegmentSet one = Definitions.compile("segments: [{id: one, name: One, enter: '" + rule + "'}]", Limits.DEFAULT);
        return new Explainer(new Outlook(one, 1, 0, "seed"), 2)
                .explain(Customer.unknown("c1"), "one", ToldHistory.NOW)
                .enter()
                .readings()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count() >= 3",
                "count() > 3",
                "count() == 3",
                "count() >= 2.5",
                "distinctDays() >= 3",
                "sum(\"amount\") >= 3",
                "sum(\"amount\") == 3",
                "distinct(\"orderId\") > 2"
            })
    void shouldNameWhatIsJustEnough(String test) throws Exception {
        SegmentSet others = Definitions.compile("""
                segments:
                  - id: big
                    name: Big
                    enter: events("purchase").within(days(30)).%s
                """.formatted(test), Limits.DEFAULT);
        for (int had = 0; had < 3; had++) {
            Customer customer = Customer.unknown("c1");
            Assigner anew = new Assigner(others, 1, 0, Retention.DEFAULT, "seed");
            buy(had, customer, anew);
            Missing missing = new Explainer(new Outlook(others, 1, 0, "seed"), 2)
                    .explain(customer, "big", ToldHistory.NOW)
                    .enter()
                    .missing();

            int more = missing.more().intValueExact();
            buy(had + more - 1, customer, anew);
            boolean withLess = !customer.memberships().isEmpty();
            buy(had + more, customer, anew);

            assertThat(withLess).isFalse();
            assertThat(customer.memberships()).hasSize(1);
        }
    }

    /** Buys for 1 on each of so many days, which is no more than before for those that were. */
    private static void buy(int days, Customer customer, Assigner assigner) {
        for (int day = 0; day < days; day++) {
            String line = (20 - day) + "d purchase 1 orderId=o" + day;
            ToldHistory.Dated bought =
                    new ToldHistory().read(customer.id(), List.of(line)).get(0);
            Purchase purchase = (Purchase) bought.event();
            Purchase once = new Purchase(
                    "day" + day,
                    purchase.orderId(),
                    customer.id(),
                    purchase.occurredAt(),
                    purchase.amount(),
                    "EUR",
                    null,
                    List.of());
            assigner.apply(customer, once, null, ToldHistory.NOW, change -> {});
        }
    }

    @Test
    void shouldLookAheadOfTheLastEvaluation() {
        Customer customer = customer("9d purchase 100");

        Explanation later = explainer.explain(customer, "big", ToldHistory.NOW + 40 * 86_400_000L);

        assertThat(later.member()).isFalse();
        assertThat(later.leftAt()).isEqualTo(ToldHistory.NOW + 21 * 86_400_000L);
        assertThat(customer.memberships()).hasSize(1);
    }

    @Test
    void shouldTakeCustomersAsBroughtUpToTheSetInForce() throws Exception {
        Customer customer = customer("9d purchase 50");
        SegmentSet others = Definitions.compile("""
                segments:
                  - id: small
                    name: Small
                    enter: events("purchase").within(days(30)).sum("amount") >= 50
                """, Limits.DEFAULT);

        Explanation explanation = new Explainer(new Outlook(others, 2, ToldHistory.NOW - 5, "seed"), 2)
                .explain(customer, "small", ToldHistory.NOW);

        assertThat(explanation.since()).isEqualTo(ToldHistory.NOW - 5);
    }

    @Test
    void shouldLeaveTheCustomerAsItWas() {
        Customer customer = customer("9d purchase 50", "8d purchase 60", "3d search");
        StoredParts parts = new StoredParts();
        customer.write(parts, ToldHistory.NOW);
        long bytesPut = parts.bytesPut();

        explainer.explain(customer, "big", ToldHistory.NOW + 50 * 86_400_000L);
        customer.write(parts, ToldHistory.NOW);

        assertThat(parts.bytesPut()).isEqualTo(bytesPut);
        assertThat(customer.memberships()).hasSize(1);
    }

    @Test
    void shouldMakePlainJson() {
        Explanation explanation = explainer.explain(customer("9d purchase 50.50"), "big", ToldHistory.NOW);

        JsonNode json = new ObjectMapper().valueToTree(explanation);

        assertThat(json.get("member").asBoolean()).isFalse();
        assertThat(json.at("/enter/kind").asText()).isEqualTo("COMPARISON");
        assertThat(json.at("/enter/readings/0/value").asDouble()).isEqualTo(50.5);
        assertThat(json.at("/enter/threshold/value").asInt()).isEqualTo(100);
        assertThat(json.at("/enter/missing/more").decimalValue()).isEqualByComparingTo("49.5");
    }

    @Test
    void shouldRefuseASegmentThatIsNotInForce() {
        assertThatThrownBy(() -> explainer.explain(Customer.unknown("c1"), "none", 1))
                .hasMessage("there is no segment none; ask for one that is in force");
    }

    private Customer customer(String... history) {
        Customer customer = Customer.unknown("c1");
        new ToldHistory()
                .read("c1", List.of(history))
                .forEach(dated -> assigner.apply(customer, dated.event(), null, dated.at(), change -> {}));
        return customer;
    }
}
