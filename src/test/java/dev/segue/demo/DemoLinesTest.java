package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.Evidence;
import dev.segue.avro.SegmentChange;
import dev.segue.avro.Trigger;
import dev.segue.demo.DemoLines.Status;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoLinesTest {

    private static final Instant AT = Instant.parse("2025-10-09T12:03:07.120Z");
    private static final Map<String, String> NAMES = Map.of("abandoned-cart", "Abandoned cart", "loyal", "Loyal");

    private final DemoLines plain = new DemoLines(ZoneId.of("Europe/Berlin"), false, NAMES);
    private final DemoLines coloured = new DemoLines(ZoneId.of("Europe/Berlin"), true, NAMES);

    @Test
    void shouldSayWhoEnteredWhatAndWhy() {
        SegmentChange change = change("abandoned-cart", ChangeType.ENTERED, ChangeReason.TIME)
                .setEvidence(List.of(new Evidence("events(\"add_to_cart\").count()", "2")))
                .setExitExpectedAt(AT.plusSeconds(240))
                .build();

        assertThat(plain.change(change))
                .isEqualTo("14:03:07.120  + ada-026    entered Abandoned cart  "
                        + "time passed, events(\"add_to_cart\").count() = 2, until 14:07:07.120");
    }

    @Test
    void shouldSayWhoLeft() {
        SegmentChange change = change("loyal", ChangeType.EXITED, ChangeReason.EVENT)
                .setTrigger(new Trigger("purchases", 1, 42L, "e-1"))
                .setEvidence(List.of(new Evidence("events(\"purchase\").last()", null)))
                .build();

        assertThat(plain.change(change))
                .isEqualTo("14:03:07.120  - ada-026    left    Loyal           "
                        + "an order or refund, events(\"purchase\").last() = nothing");
    }

    @Test
    void shouldCountLongMembershipsInDays() {
        SegmentChange change = change("loyal", ChangeType.ENTERED, ChangeReason.DEFINITION)
                .setExitExpectedAt(AT.plusSeconds(7 * 86_400))
                .build();

        assertThat(plain.change(change)).endsWith("the rule is new, for 7 days");
    }

    @Test
    void shouldMarkTheControlGroup() {
        SegmentChange change = change("loyal", ChangeType.ENTERED, ChangeReason.PROFILE)
                .setArm(Arm.HOLDOUT)
                .build();

        assertThat(plain.change(change)).endsWith("the profile changed, holdout");
    }

    @Test
    void shouldShowTheIdOfASegmentWithoutAName() {
        SegmentChange change =
                change("others", ChangeType.ENTERED, ChangeReason.SEGMENT).build();

        assertThat(plain.change(change)).contains("entered others ").endsWith("another segment decided");
    }

    @Test
    void shouldNameTheSegmentsThatDecided() {
        SegmentChange change = change("loyal", ChangeType.ENTERED, ChangeReason.SEGMENT)
                .setEvidence(List.of(
                        new Evidence("now - events(\"purchase\").last()", "22d"),
                        new Evidence("inSegment(\"a\")", "false"),
                        new Evidence("inSegment(\"b\")", "true")))
                .build();

        assertThat(plain.change(change))
                .endsWith("another segment decided, inSegment(\"a\") = false, inSegment(\"b\") = true");
    }

    @Test
    void shouldShortenLongEvidence() {
        SegmentChange change = change("loyal", ChangeType.ENTERED, ChangeReason.TIME)
                .setEvidence(List.of(new Evidence("x".repeat(500), "1")))
                .build();

        assertThat(plain.change(change)).hasSizeLessThan(170).endsWith("x… = 1");
    }

    @Test
    void shouldDifferByNothingButColour() {
        SegmentChange change = change("abandoned-cart", ChangeType.ENTERED, ChangeReason.TIME)
                .setEvidence(List.of(new Evidence("events(\"search\").count()", "2")))
                .build();

        assertThat(coloured.change(change)).contains("\u001b[32m");
        assertThat(coloured.change(change).replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain.change(change));
        assertThat(plain.change(change)).doesNotContain("\u001b");
    }

    @Test
    void shouldSayHowThingsStand() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("loyal", 55L);
        sizes.put("abandoned-cart", 3L);

        assertThat(plain.status(new Status(31_204, 20.06, 1_377, 2.4, sizes)))
                .isEqualTo("31,204 events (20.1/s), 1,377 changes (2.4/s); Loyal 55, Abandoned cart 3");
        assertThat(plain.status(new Status(0, 0, 0, 0, Map.of()))).isEqualTo("0 events (0.0/s), 0 changes (0.0/s)");
    }

    @Test
    void shouldColourOnlyWhereWanted() {
        assertThat(DemoLines.colours(Map.of("TERM", "xterm"), true)).isTrue();
        assertThat(DemoLines.colours(Map.of("TERM", "xterm"), false)).isFalse();
        assertThat(DemoLines.colours(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(DemoLines.colours(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(DemoLines.colours(Map.of("NO_COLOR", ""), true)).isTrue();
    }

    private static SegmentChange.Builder change(String segment, ChangeType type, ChangeReason reason) {
        return SegmentChange.newBuilder()
                .setChangeId("id")
                .setCustomerId("ada-026")
                .setSegmentId(segment)
                .setSegmentVersion(1)
                .setType(type)
                .setReason(reason)
                .setOccurredAt(AT)
                .setDetectedAt(AT)
                .setSequence(1);
    }
}
