package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Change.Reason;
import dev.segue.membership.Change.Type;
import dev.segue.membership.Customer;
import dev.segue.membership.Trigger;
import dev.segue.rule.Limits;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's segments on the demo's shop, with the real rules but without Kafka. */
class SegmentsTest {

    private static final long DAY = 86_400_000L;
    private static final long NOW = Instant.parse("2025-10-09T12:00:00Z").toEpochMilli();
    private static final long MINUTES_LIVE = 3;
    private static final int RATE = 10;

    private static SegmentSet segments;
    private static final Map<String, Customer> customers = new HashMap<>();
    private static final Map<String, Integer> sizes = new TreeMap<>();
    private static final List<Change> live = new ArrayList<>();

    @BeforeAll
    static void play() throws Exception {
        segments = Definitions.compile(text(), Limits.DEFAULT);
        Assigner assigner = new Assigner(segments, 1, 0, Retention.DEFAULT, "demo");
        Shop shop = new Shop(7, NOW - 60 * DAY, 400);

        shop.history(NOW, RATE, event -> apply(assigner, event, SegmentsTest::count));
        customers.values().forEach(customer -> assigner.passTime(customer, NOW, SegmentsTest::count));
        for (long at = NOW; at < NOW + MINUTES_LIVE * 60_000; at += 1000 / RATE) {
            apply(assigner, shop.next(at), live::add);
            long clock = at;
            customers.values().stream()
                    .filter(customer -> customer.nextDue() < clock)
                    .forEach(customer -> assigner.passTime(customer, clock, live::add));
        }
    }

    @Test
    void shouldBeTenAndDescribed() {
        assertThat(segments.segments())
                .hasSize(10)
                .extracting(Segment::definition)
                .allSatisfy(segment -> {
                    assertThat(segment.description()).hasSizeGreaterThan(40);
                    assertThat(segment.name()).isNotBlank();
                    assertThat(segment.owner()).isNotBlank();
                    assertThat(segment.tier()).isIn("strategic", "tactical");
                });
    }

    @Test
    void shouldShowEveryPartOfTheLanguage() throws Exception {
        assertThat(text())
                .contains(".within(", ".between(", ".followedBy(", ".notFollowedBy(", ".where(", "\"itemId\")")
                .contains(".count()", ".distinct(", ".distinctDays()", ".sum(", ".avg(", ".max(", ".first()", ".last()")
                .contains("profile.", "inSegment(", "now - ", "days(", "minutes(")
                .contains("exit:", "stay:", "cooldown:", "holdout:", "rollsUpTo:", "tier: strategic", "tier: tactical");
    }

    @Test
    void shouldAllHaveMembersFromTheHistory() {
        assertThat(segments.segments()).extracting(Segment::id).allSatisfy(id -> {
            assertThat(sizes.getOrDefault(id, 0)).as(id).isBetween(5, 200);
        });
    }

    @Test
    void shouldShowSomethingWithinSeconds() {
        List<Change> early =
                live.stream().filter(c -> c.occurredAt() < NOW + 15_000).toList();

        assertThat(early).hasSizeGreaterThan(3).extracting(Change::type).contains(Type.ENTERED, Type.EXITED);
    }

    @Test
    void shouldShowWhatTimeAloneDoes() {
        assertThat(live)
                .anyMatch(c ->
                        c.segmentId().equals("abandoned-cart") && c.type() == Type.ENTERED && c.reason() == Reason.TIME)
                .anyMatch(c ->
                        c.segmentId().equals("abandoned-cart") && c.type() == Type.EXITED && c.reason() == Reason.TIME)
                .anyMatch(c ->
                        c.segmentId().equals("browsing-now") && c.type() == Type.EXITED && c.reason() == Reason.TIME);
    }

    @Test
    void shouldNotFloodTheScreen() {
        assertThat(live.size() / (60.0 * MINUTES_LIVE)).isBetween(0.3, 5.0);
        assertThat(live).extracting(Change::segmentId).contains("newcomer", "big-spender", "quick-decider", "win-back");
    }

    private static void apply(Assigner assigner, CustomerEvent event, Consumer<? super Change> changes) {
        long at = event instanceof Activity activity ? activity.occurredAt() : ((ProfileUpdate) event).updatedAt();
        Customer customer = customers.computeIfAbsent(event.customerId(), Customer::unknown);
        assigner.apply(customer, event, new Trigger("any", 0, 0, null), at, changes);
    }

    private static void count(Change change) {
        sizes.merge(change.segmentId(), change.type() == Type.ENTERED ? 1 : -1, Integer::sum);
    }

    private static String text() throws Exception {
        try (var in = SegmentDefinition.class.getResourceAsStream("/dev/segue/demo/segments.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
