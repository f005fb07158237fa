package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Purchase;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.rule.plan.Plan;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One customer with far more entries than are kept one by one. */
class LongTimelineTest {

    private static final int MOST = 10_000;
    private static final int MORE = 100_000;
    private static final long STEP = 60_000;
    private static final long WINDOW = 60L * 24 * 3600 * 1000;
    private static final String RULES = """
            segments:
              - id: a
                name: A
                enter: events("purchase").within(days(60)).count() >= 20000 && events("purchase").within(days(60)).sum("amount") > 1
            """;

    private final StoredParts parts = new StoredParts();
    private final Customer customer = Customer.unknown("c");
    private final SegmentSet segments;
    private final Assigner assigner;
    private long clock = 1_700_000_000_000L;
    private int events;

    LongTimelineTest() throws Exception {
        segments = Definitions.compile(RULES, Limits.DEFAULT);
        assigner = new Assigner(segments, 1, 0, new Retention(90L * 24 * 3600 * 1000, MOST), "");
    }

    @Test
    void shouldBeExactUpToTheMostEntriesAndBoundedBeyond() {
        add(MOST);
        assertThat(customer.exact()).isTrue();

        add(1);
        assertThat(customer.exact()).isFalse();
        long early = bytesPutBy(10_000);
        add(MORE - 20_000);
        long late = bytesPutBy(10_000);

        assertThat(customer.exact()).isFalse();
        assertThat(customer.entries()).isLessThanOrEqualTo(MOST);
        // what is written for an event does not grow with what has gone before
        assertThat(late).isLessThan(early * 3 / 2);
        assertThat(parts.size()).isLessThan(MOST * 100L);
        assertMeasuresWithinOneWidth();
    }

    private void assertMeasuresWithinOneWidth() {
        Map<String, String> measured = new HashMap<>();
        Plan plan = new Plan(segments);
        plan.rules()
                .get(0)
                .measure(true, plan.newMoment().at(clock, customer.timeline(), Map.of(), any -> false), measured::put);
        long exact = Math.min(events, WINDOW / STEP);
        long oneWidth = customer.timeline().folds().width() / STEP + 1;
        assertThat(Long.parseLong(measured.get("events(\"purchase\").within(days(60)).count()")))
                .isBetween(exact, exact + oneWidth);
        assertThat(new BigDecimal(measured.get("events(\"purchase\").within(days(60)).sum(\"amount\")")))
                .isBetween(amount(exact), amount(exact + oneWidth));
    }

    private static BigDecimal amount(long count) {
        return new BigDecimal("1.25").multiply(BigDecimal.valueOf(count));
    }

    private long bytesPutBy(int count) {
        long before = parts.bytesPut();
        add(count);
        return parts.bytesPut() - before;
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            clock += STEP;
            events++;
            Purchase purchase =
                    new Purchase("e" + events, null, "c", clock, new BigDecimal("1.25"), "EUR", null, List.of());
            assigner.apply(customer, purchase, null, clock, change -> {});
            customer.write(parts, clock);
        }
    }
}
