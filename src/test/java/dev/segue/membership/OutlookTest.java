package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Purchase;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is foreseen of a customer by whom nothing more is done. */
class OutlookTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 1_700_000_000_000L;
    private static final String RULES = """
            segments:
              - id: buyer
                name: Buyer
                enter: events("purchase").within(days(30)).count() >= 1
            """;

    private final SegmentSet segments;
    private final Assigner assigner;
    private final Customer customer = Customer.unknown("c");

    OutlookTest() throws Exception {
        segments = Definitions.compile(RULES, Limits.DEFAULT);
        assigner = new Assigner(segments, 1, 0, new Retention(90 * DAY, 1_000), "");
    }

    @Test
    void shouldForeseeTheEndFromWhatHappenedSinceTheLastChange() {
        buy("first", START);
        buy("second", START + 10 * DAY);

        List<Membership> memberships = new Outlook(segments, 1, 0, "").memberships(customer, START + 11 * DAY);

        assertThat(memberships).containsExactly(new Membership("buyer", 1, START, START + 40 * DAY, Arm.TREATMENT));
        assertThat(customer.memberships().get(0).exitExpectedAt()).isEqualTo(START + 30 * DAY);
    }

    private void buy(String eventId, long at) {
        assigner.apply(
                customer,
                new Purchase(eventId, eventId, "c", at, BigDecimal.TEN, "EUR", null, List.of()),
                null,
                at,
                change -> {});
    }
}
