package dev.segue.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Retention WIDE = new Retention(Long.MAX_VALUE / 4, 10_000);

    @Test
    void shouldLowerAnOrderFromItsRefundOn() {
        Timeline timeline = new Timeline();
        timeline.add(purchase("p", "o1", 100, "80.00"), 100, WIDE);

        timeline.add(refund("r", "o1", 200, "30.00"), 200, WIDE);

        Entry order = timeline.track("purchase").get(0);
        assertThat(order.property("amount", 199)).isEqualTo(amount("80"));
        assertThat(order.property("amount", 200)).isEqualTo(amount("50"));
        assertThat(timeline.track("refund").size()).isEqualTo(1);
    }

    @Test
    void shouldMatchARefundThatWasReadBeforeItsOrder() {
        Timeline timeline = new Timeline();
        timeline.add(refund("r", "o1", 200, "80"), 200, WIDE);

        timeline.add(purchase("p", "o1", 100, "80"), 200, WIDE);

        Entry order = timeline.track("purchase").get(0);
        assertThat(order.existsAt(199)).isTrue();
        assertThat(order.existsAt(200)).isFalse();
    }

    @Test
    void shouldLeaveAnOrderAloneThatIsLaterThanTheRefund() {
        Timeline timeline = new Timeline();
        timeline.add(refund("r", "o1", 50, "80"), 50, WIDE);

        timeline.add(purchase("p", "o1", 100, "80"), 100, WIDE);

        assertThat(timeline.track("purchase").get(0).existsAt(1000)).isTrue();
    }

    @Test
    void shouldTakeARefundFromTheNewestEntryOfAnOrder() {
        Timeline timeline = new Timeline();
        timeline.add(purchase("p1", "o1", 100, "10"), 100, WIDE);
        timeline.add(purchase("p2", "o1", 110, "50"), 110, WIDE);

        timeline.add(refund("r", "o1", 200, "25"), 200, WIDE);

        assertThat(timeline.track("purchase").get(0).property("amount", 200)).isEqualTo(amount("10"));
        assertThat(timeline.track("purchase").get(1).property("amount", 200)).isEqualTo(amount("25"));
    }

    @Test
    void shouldHoldTheEventsThatItKeepsHoweverManyAndHoweverOftenItIsAsked() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 500; i++) {
            timeline.add(click("e" + i, i % 2 == 0 ? "page_view" : "search", 100 + i), 100 + i, WIDE);

            assertThat(timeline.holds("e" + i, 100 + i, WIDE)).isTrue();
            assertThat(timeline.holds("e" + i / 2, 100 + i, WIDE)).isTrue();
            assertThat(timeline.holds("e" + (i + 1), 100 + i, WIDE)).isFalse();
        }
    }

    @Test
    void shouldCountForLifeWhatTheRetentionLetsGo() {
        Retention tenMillis = new Retention(10, 100);
        Timeline timeline = new Timeline();
        timeline.add(purchase("p1", "o1", 100, "10.50"), 100, tenMillis);
        timeline.add(purchase("p2", "o2", 105, "2"), 105, tenMillis);

        timeline.add(purchase("p3", "o3", 110, "7"), 110, tenMillis);

        assertThat(timeline.track("purchase").size()).isEqualTo(2);
        assertThat(timeline.life("purchase").count()).isEqualTo(1);
        assertThat(timeline.life("purchase").sum()).isEqualByComparingTo("10.5");
        assertThat(timeline.life("purchase").first()).isEqualTo(100);
    }

    @Property(tries = 300)
    void shouldHoldWhatANaiveListHoldsHoweverOftenItIsStored(@ForAll long seed) {
        Random random = new Random(seed);
        Retention retention = new Retention(5_000, 10_000);
        StoredParts parts = new StoredParts();
        Timeline timeline = new Timeline();
        List<Activity> naive = new ArrayList<>();
        long clock = 0;

        for (int i = 0; i < 400; i++) {
            clock += random.nextInt(40);
            Activity activity = anyActivity(random, i, Math.max(1, clock - (random.nextInt(5) == 0 ? 3_000 : 0)));
            if (!timeline.holds(activity.eventId(), clock, retention)
                    && timeline.add(activity, clock, retention) == Timeline.Placement.PLACED) {
                naive.add(activity);
            }
            timeline.trim(clock, retention);
            if (random.nextInt(3) == 0) {
                timeline = stored(timeline, parts);
            }
        }

        long cutoff = clock - 5_000;
        naive.removeIf(activity -> activity.occurredAt() <= cutoff);
        assertThat(described(timeline, cutoff)).containsExactlyInAnyOrderElementsOf(described(naive));
        assertThat(timeline.parts()).containsAll(parts.all().keySet());
    }

    @Test
    void shouldStayBoundedAndWithinItsStatedErrorPastTheMostEntries() {
        Retention retention = new Retention(Long.MAX_VALUE / 4, 1_000);
        Timeline timeline = new Timeline();
        StoredParts parts = new StoredParts();
        List<Long> instants = new ArrayList<>();
        Random random = new Random(7);
        long clock = 1_000_000;
        long largest = 0;
        for (int i = 0; i < 101_000; i++) {
            clock += random.nextInt(20_000);
            instants.add(clock);
            timeline.add(purchase("p" + i, null, clock, "1.5"), clock, retention);
            timeline.trim(clock, retention);
            if (i == 999) {
                assertThat(timeline.exact()).isTrue();
            }
            if (i % 1_000 == 1) {
                timeline = stored(timeline, parts);
                largest = Math.max(largest, parts.size());
            }
        }

        assertThat(timeline.exact()).isFalse();
        assertThat(timeline.size()).isLessThanOrEqualTo(1_000);
        assertThat(timeline.folds().of("purchase").size()).isLessThanOrEqualTo(Folds.MOST);
        assertThat(largest).isLessThan(60_000);
        long from = instants.get(40_000);
        long width = timeline.folds().width();
        long counted = timeline.folds().of("purchase").stream()
                        .filter(bucket -> bucket.last() > from)
                        .mapToLong(Bucket::count)
                        .sum()
                + timeline.size();
        assertThat(counted)
                .isBetween(
                        instants.stream().filter(at -> at > from).count(),
                        instants.stream().filter(at -> at > from - width).count());
    }

    private static Timeline stored(Timeline timeline, StoredParts parts) {
        timeline.write(parts);
        Timeline read = new Timeline();
        parts.each(0, Integer.MAX_VALUE, read::read);
        read.readAll();
        return read;
    }

    private static Activity anyActivity(Random random, int number, long at) {
        Set<String> recent = new HashSet<>();
        recent.add("o" + random.nextInt(20));
        String order = recent.iterator().next();
        String event = random.nextInt(20) == 0 && number > 0 ? "e" + random.nextInt(number) : "e" + number;
        switch (random.nextInt(4)) {
            case 0:
                return purchase(event, order, at, String.valueOf(random.nextInt(50)));
            case 1:
                return refund(event, order, at, String.valueOf(random.nextInt(50)));
            default:
                return click(event, "t" + random.nextInt(3), at);
        }
    }

    private static List<String> described(Timeline timeline, long after) {
        List<String> described = new ArrayList<>();
        for (Track track : timeline.tracks()) {
            for (int i = track.firstAfter(after); i < track.size(); i++) {
                Entry entry = track.get(i);
                described.add(track.type() + "@" + entry.at() + " " + entry.recorded("amount") + " "
                        + entry.recorded("itemId") + " " + entry.recorded("orderId") + " " + entry.recorded("value"));
            }
        }
        return described;
    }

    private static List<String> described(List<Activity> activities) {
        Timeline plain = new Timeline();
        activities.stream()
                .sorted(Comparator.comparingLong(Activity::occurredAt))
                .collect(Collectors.toList())
                .forEach(activity -> plain.add(activity, activity.occurredAt(), WIDE));
        return described(plain, Long.MIN_VALUE);
    }

    static Click click(String eventId, String type, long at) {
        return new Click(
                eventId, "c", type, at, "s" + at / 100, "i" + at % 7, null, "web", at / 3.0, Map.of("price", "9.5"));
    }

    static Purchase purchase(String eventId, String orderId, long at, String amount) {
        Purchase.Item item = new Purchase.Item("i" + at % 5, "cat.sub", 2, new BigDecimal(amount));
        return new Purchase(
                eventId,
                orderId,
                "c",
                at,
                new BigDecimal(amount),
                "EUR",
                "web",
                orderId == null ? List.of() : List.of(item));
    }

    static Refund refund(String eventId, String orderId, long at, String amount) {
        return new Refund(eventId, orderId, "c", at, new BigDecimal(amount), "EUR", null);
    }

    private static Amount amount(String value) {
        return Amount.of(new BigDecimal(value));
    }
}
