package dev.segue.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final int EVENTS = 100_000;

    private final List<Arrival> history = history(1);

    private static List<Arrival> history(long seed) {
        List<Arrival> history = new ArrayList<>();
        new Workload(Popularity.ZIPF08, 10_000, EVENTS, seed, Workload.BEGINS)
                .history()
                .forEachRemaining(history::add);
        return history;
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(history(1)).isEqualTo(history).hasSize(EVENTS);
        assertThat(history(2)).isNotEqualTo(history);
    }

    @Test
    void shouldMixClicksPurchasesAndRefunds() {
        long clicks = history.stream().filter(Arrival::isClick).count();
        long refunds = history.stream().filter(SessionsTest::isRefund).count();

        assertThat(clicks).isCloseTo(EVENTS * 90L / 100, Percentage.withPercentage(2));
        assertThat(refunds).isCloseTo(EVENTS * 2L / 100, Percentage.withPercentage(15));
    }

    @Test
    void shouldGiveBackOnAnEarlierOrderOfTheCustomer() {
        Map<String, PurchaseEvent> orders = new HashMap<>();
        for (Arrival arrival : history) {
            if (isRefund(arrival)) {
                PurchaseEvent refund = (PurchaseEvent) arrival.value();
                PurchaseEvent order = orders.get(refund.getOrderId());
                assertThat(order.getCustomerId()).isEqualTo(refund.getCustomerId());
                assertThat(order.getOccurredAt()).isBefore(refund.getOccurredAt());
            } else if (arrival.value() instanceof PurchaseEvent purchase) {
                orders.put(purchase.getOrderId(), purchase);
            }
        }
    }

    @Test
    void shouldBringSomeLateButNeverTooLate() {
        long clock = 0;
        int late = 0;
        for (Arrival arrival : history) {
            assertThat(arrival.occurredAt()).isGreaterThan(clock - Workload.LATEST.toMillis());
            late += arrival.occurredAt() < clock - 1_000 ? 1 : 0;
            clock = Math.max(clock, arrival.occurredAt());
        }

        assertThat(late).isBetween(EVENTS / 100, EVENTS * 3 / 100);
        assertThat(Duration.ofMillis(clock - Workload.BEGINS.toEpochMilli()).toDays())
                .isBetween(33L, 37L);
    }

    @Test
    void shouldRepeatAFewRecords() {
        Set<Object> seen = new HashSet<>();
        long repeated =
                history.stream().filter(arrival -> !seen.add(arrival.value())).count();

        assertThat(repeated).isBetween(EVENTS / 2_000L, EVENTS / 500L);
    }

    private static boolean isRefund(Arrival arrival) {
        return arrival.value() instanceof PurchaseEvent purchase && purchase.getKind() == PurchaseKind.REFUND;
    }
}
