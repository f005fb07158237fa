package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopTest {

    private static final long DAY = 86_400_000L;
    private static final long NOW = Instant.parse("2025-10-09T12:00:00Z").toEpochMilli();
    private static final long OPENING = NOW - 60 * DAY;
    private static final int CUSTOMERS = 400;

    private final Shop shop = new Shop(7, OPENING, CUSTOMERS);
    private final List<CustomerEvent> history = history(shop);

    @Test
    void shouldTellTheSameStoryFromTheSameSeed() {
        Shop again = new Shop(7, OPENING, CUSTOMERS);

        assertThat(history(again)).isEqualTo(history);
        assertThat(live(again, 500)).isEqualTo(live(shop, 500));
        assertThat(history(new Shop(8, OPENING, CUSTOMERS))).isNotEqualTo(history);
    }

    @Test
    void shouldTellTheSameStoryInOneGoAndInMany() {
        Shop again = new Shop(7, OPENING, CUSTOMERS);
        List<CustomerEvent> pieces = new ArrayList<>();

        for (long until = OPENING; until <= NOW; until += DAY / 4) {
            again.trade(until, pieces::add);
        }

        assertThat(pieces).isEqualTo(history);
    }

    @Test
    void shouldHandOutItsHistoryInOrderOfTime() {
        assertThat(history.stream().map(ShopTest::timeOf)).isSorted().allMatch(t -> t >= OPENING && t <= NOW);
        assertThat(history).hasSizeBetween(15_000, 40_000);
    }

    @Test
    void shouldGoOnAtTheTimesItIsGiven() {
        List<CustomerEvent> live = live(shop, 1_000);

        assertThat(live.stream().map(ShopTest::timeOf))
                .containsExactlyElementsOf(
                        Stream.iterate(NOW + 50, t -> t + 50).limit(1_000).toList());
    }

    @Test
    void shouldKeepToItsCustomersWhenItGoesOn() {
        Set<String> known = new HashSet<>(customers(history));
        List<CustomerEvent> live = live(shop, 5_000);

        long strangers = live.stream()
                .filter(e -> !known.contains(e.customerId()))
                .filter(Click.class::isInstance)
                .count();

        assertThat(strangers).isPositive().isLessThan(live.size() / 4);
        assertThat(live).hasAtLeastOneElementOfType(Purchase.class).hasAtLeastOneElementOfType(Refund.class);
    }

    @Test
    void shouldGiveEveryEventItsOwnId() {
        List<String> ids = Stream.concat(history.stream(), live(shop, 1_000).stream())
                .filter(Activity.class::isInstance)
                .map(e -> ((Activity) e).eventId())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void shouldClickValidly() {
        assertThat(clicks(history))
                .extracting(Click::type)
                .containsOnly("page_view", "search", "product_view", "add_to_cart", "remove_from_cart");
        assertThat(clicks(history).filter(c -> c.itemId() != null)).allSatisfy(click -> {
            assertThat(click.category()).matches("[a-z]+\\.[a-z]+");
            assertThat(new BigDecimal(click.properties().get("price"))).isPositive();
        });
        assertThat(clicks(history).filter(c -> c.type().equals("product_view")))
                .allMatch(c -> c.itemId() != null)
                .anyMatch(c -> c.properties().containsKey("discount"));
        assertThat(clicks(history)).extracting(Click::channel).containsOnly("web", "app");
    }

    @Test
    void shouldSellWhatItsOrdersSay() {
        assertThat(all(history, Purchase.class)).isNotEmpty().allSatisfy(order -> {
            assertThat(order.items()).isNotEmpty().allMatch(item -> item.quantity() > 0);
            assertThat(order.amount())
                    .isEqualTo(
                            order.items().stream().map(Purchase.Item::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        });
        assertThat(all(history, Purchase.class)).extracting(Purchase::channel).contains("web", "app", "store");
    }

    @Test
    void shouldRefundEarlierOrdersOnce() {
        Map<String, Purchase> orders = new HashMap<>();
        all(history, Purchase.class).forEach(order -> orders.put(order.orderId(), order));
        List<Refund> refunds = all(history, Refund.class).toList();

        assertThat(refunds).extracting(Refund::orderId).doesNotHaveDuplicates();
        assertThat(refunds).hasSizeGreaterThan(20).allSatisfy(refund -> {
            Purchase order = orders.get(refund.orderId());
            assertThat(order.customerId()).isEqualTo(refund.customerId());
            assertThat(refund.occurredAt() - order.occurredAt()).isGreaterThan(DAY);
            assertThat(refund.amount()).isPositive().isLessThanOrEqualTo(order.amount());
        });
    }

    @Test
    void shouldIntroduceEveryCustomerBeforeTheyDoAnything() {
        Set<String> introduced = new HashSet<>();

        assertThat(history).allSatisfy(event -> {
            if (event instanceof ProfileUpdate profile) {
                introduced.add(profile.customerId());
                assertThat(profile.attributes().get("newsletter")).isInstanceOf(Boolean.class);
                assertThat(profile.attributes().get("age")).isInstanceOf(Long.class);
                assertThat(profile.attributes().get("tier")).isIn("bronze", "silver", "gold");
            }
            assertThat(introduced).contains(event.customerId());
        });
    }

    @Test
    void shouldLeaveMoreCartsThanItSells() {
        Set<String> filled = new HashSet<>();
        Map<String, String> latest = new HashMap<>();
        Set<String> bought = new HashSet<>();

        for (CustomerEvent event : history) {
            if (event instanceof Click click && click.type().equals("add_to_cart")) {
                filled.add(click.sessionId());
                latest.put(click.customerId(), click.sessionId());
            } else if (event instanceof Purchase order && !order.channel().equals("store")) {
                bought.add(latest.get(order.customerId()));
            }
        }

        assertThat(filled).containsAll(bought);
        assertThat((double) bought.size() / filled.size()).isBetween(0.25, 0.50);
    }

    @Test
    void shouldBeBusierInTheEveningAndAtTheWeekend() {
        long evening =
                clicks(history).filter(c -> hour(c) >= 18 && hour(c) < 22).count();
        long night = clicks(history).filter(c -> hour(c) < 4).count();
        // of the 60 days, 17 or 18 are at the weekend
        long weekend = clicks(history)
                .filter(c -> time(c).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0)
                .count();
        double clicks = clicks(history).count();

        assertThat(evening).isGreaterThan(5 * night);
        assertThat(weekend / clicks).isGreaterThan(2.15 / 7);
    }

    @Test
    void shouldLoseSomeCustomers() {
        Map<String, Long> lastSeen = new HashMap<>();
        history.forEach(event -> lastSeen.put(event.customerId(), timeOf(event)));

        long quiet = lastSeen.values().stream().filter(t -> t < NOW - 21 * DAY).count();

        assertThat((double) quiet / lastSeen.size()).isBetween(0.1, 0.6);
    }

    private static List<CustomerEvent> history(Shop shop) {
        List<CustomerEvent> events = new ArrayList<>();
        shop.trade(NOW, events::add);
        return events;
    }

    private static List<CustomerEvent> live(Shop shop, int count) {
        return Stream.iterate(NOW + 50, t -> t + 50)
                .limit(count)
                .map(shop::next)
                .toList();
    }

    private static Set<String> customers(List<CustomerEvent> events) {
        Set<String> customers = new HashSet<>();
        events.forEach(event -> customers.add(event.customerId()));
        return customers;
    }

    private static Stream<Click> clicks(List<CustomerEvent> events) {
        return all(events, Click.class);
    }

    private static <E> Stream<E> all(List<CustomerEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    private static long timeOf(CustomerEvent event) {
        return event instanceof Activity activity ? activity.occurredAt() : ((ProfileUpdate) event).updatedAt();
    }

    private static ZonedDateTime time(Click click) {
        return Instant.ofEpochMilli(click.occurredAt()).atZone(ZoneOffset.UTC);
    }

    private static int hour(Click click) {
        return time(click).getHour();
    }
}
