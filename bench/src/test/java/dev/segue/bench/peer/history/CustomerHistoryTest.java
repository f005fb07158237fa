package dev.segue.bench.peer.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.bench.peer.history.ShopEvent.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerHistoryTest {

    private static final int CUSTOMERS = 40;
    private static final int EVENTS = 90;

    /** Shoppers of several tempers: within minutes, within hours, within days. */
    @ParameterizedTest
    @ValueSource(longs = {60_000, 1_200_000, 7_200_000, 40_000_000})
    void shouldCrossAsANaiveEvaluationDoes(long gap) {
        int crossings = 0;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            List<ShopEvent> events = events(new Random(gap + customer), gap);

            List<Crossing> actual = actual(events);

            assertThat(actual).as("customer %d", customer).isEqualTo(naive(events));
            crossings += actual.size();
        }
        assertThat(crossings).isGreaterThan(CUSTOMERS);
    }

    /** Every history goes through its bytes between any two events. */
    private static List<Crossing> actual(List<ShopEvent> events) {
        HistoryCodec codec = new HistoryCodec();
        List<Crossing> crossings = new ArrayList<>();
        byte[] bytes = null;
        long clock = 0;
        for (ShopEvent event : events) {
            clock = Math.max(clock, event.occurredAt());
            CustomerHistory history = codec.decode(bytes);
            history.advance(clock, crossings::add);
            history.apply(event, clock, crossings::add);
            bytes = codec.encode(history);
        }
        codec.decode(bytes).advance(clock + Span.days(200), crossings::add);
        return crossings;
    }

    private static List<Crossing> naive(List<ShopEvent> events) {
        NaiveCustomer customer = new NaiveCustomer();
        List<Crossing> crossings = new ArrayList<>();
        long clock = 0;
        for (ShopEvent event : events) {
            long now = Math.max(clock, event.occurredAt());
            pass(customer, clock, now, crossings);
            clock = now;
            Set<TenSegments> byTime = customer.turning(clock);
            if (customer.add(event)) {
                crossings.addAll(customer.evaluate(clock, byTime));
            }
        }
        pass(customer, clock, clock + Span.days(200), crossings);
        return crossings;
    }

    private static void pass(NaiveCustomer customer, long from, long to, List<Crossing> crossings) {
        Set<TenSegments> all = EnumSet.allOf(TenSegments.class);
        customer.instantsIn(from, to).forEach(instant -> crossings.addAll(customer.evaluate(instant, all)));
    }

    private static List<ShopEvent> events(Random random, long gap) {
        List<ShopEvent> events = new ArrayList<>();
        long now = 1_700_000_000_000L;
        for (int i = 0; i < EVENTS; i++) {
            now += random.nextInt(10) == 0 ? gap * random.nextInt(30) : random.nextLong(gap) / 60_000 * 60_000;
            boolean late = random.nextInt(10) == 0;
            long at = late ? now - random.nextLong(gap * 5) : now;
            events.add(
                    random.nextInt(20) == 0 && i > 0
                            ? events.get(random.nextInt(i))
                            : event(random, at, String.valueOf(i)));
        }
        return events;
    }

    private static ShopEvent event(Random random, long at, String id) {
        long order = 1 + random.nextInt(25);
        long amount = random.nextInt(4) == 0 ? 3_000_000 : random.nextLong(2_500_000);
        Kind kind = Kind.of(Math.max(0, random.nextInt(9) - 3));
        String category = random.nextInt(10) == 0 ? null : "c" + random.nextInt(12) % (3 + random.nextInt(9));
        return new ShopEvent(kind, id, Long.parseLong(id) + 1, at, category, order, amount);
    }
}
