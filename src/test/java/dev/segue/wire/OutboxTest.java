package dev.segue.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.membership.Arm;
import dev.segue.membership.Change;
import dev.segue.membership.Evidence;
import dev.segue.membership.Membership;
import dev.segue.membership.Trigger;
import dev.segue.wire.json.JsonForm;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {

    private static final Change CHANGE = new Change(
            "id-1",
            "c1",
            "vip",
            3,
            Change.Type.ENTERED,
            Change.Reason.EVENT,
            1_000,
            7,
            new Trigger("purchases", 2, 99, "e1"),
            List.of(new Evidence("count()", "5"), new Evidence("avg()", null)),
            List.of("big", "vip"),
            5_000L,
            Arm.HOLDOUT);

    private final Registry registry = Samples.registry();
    private final Outbox outbox = new Outbox(registry, Topics.DEFAULT);
    private final AvroReader reader = new AvroReader(registry);

    @Test
    void shouldWriteAChange() throws Refusal {
        byte[] bytes = outbox.change(CHANGE, 1_234);

        SegmentChange written = (SegmentChange) reader.read("segment-changes", bytes, SegmentChange.getClassSchema());
        assertThat(written)
                .isEqualTo(SegmentChange.newBuilder()
                        .setChangeId("id-1")
                        .setCustomerId("c1")
                        .setSegmentId("vip")
                        .setSegmentVersion(3)
                        .setType(dev.segue.avro.ChangeType.ENTERED)
                        .setReason(dev.segue.avro.ChangeReason.EVENT)
                        .setOccurredAt(Instant.ofEpochMilli(1_000))
                        .setDetectedAt(Instant.ofEpochMilli(1_234))
                        .setSequence(7)
                        .setTrigger(new dev.segue.avro.Trigger("purchases", 2, 99L, "e1"))
                        .setEvidence(List.of(
                                new dev.segue.avro.Evidence("count()", "5"),
                                new dev.segue.avro.Evidence("avg()", null)))
                        .setMemberOf(List.of("big", "vip"))
                        .setExitExpectedAt(Instant.ofEpochMilli(5_000))
                        .setArm(dev.segue.avro.Arm.HOLDOUT)
                        .build());
    }

    @Test
    void shouldSayInHeadersWhichSegmentAndWhichWay() {
        Iterable<Header> headers = Outbox.headers(CHANGE);

        assertThat(headers)
                .extracting(h -> h.key() + "=" + new String(h.value(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("segment-id=vip", "change-type=ENTERED");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAnAvroReasonForEach(Change.Reason reason) {
        Change change = new Change(
                "", "", "", 1, Change.Type.EXITED, reason, 0, 1, null, List.of(), List.of(), null, Arm.TREATMENT);

        SegmentChange written = Outbox.recordOf(change, 0);

        assertThat(written.getReason().name()).isEqualTo(reason.name());
    }

    @Test
    void shouldWriteMemberships() throws Refusal {
        byte[] bytes = outbox.memberships(
                "c1",
                2_000,
                9,
                List.of(
                        new Membership("big", 1, 500, null, Arm.TREATMENT),
                        new Membership("vip", 3, 1_000, 5_000L, Arm.HOLDOUT)));

        CustomerMemberships written =
                (CustomerMemberships) reader.read("segment-memberships", bytes, CustomerMemberships.getClassSchema());
        assertThat(JsonForm.write(written))
                .hasToString(
                        "{\"customerId\":\"c1\",\"updatedAt\":2000,\"sequence\":9,\"memberships\":["
                                + "{\"segmentId\":\"big\",\"segmentVersion\":1,\"since\":500,\"exitExpectedAt\":null,\"arm\":\"TREATMENT\"},"
                                + "{\"segmentId\":\"vip\",\"segmentVersion\":3,\"since\":1000,\"exitExpectedAt\":5000,\"arm\":\"HOLDOUT\"}]}");
    }

    @Test
    void shouldWriteAChangeAsOneLineOfJson() {
        String line = JsonForm.write(Outbox.recordOf(CHANGE, 1_234)).toString();

        assertThat(line)
                .isEqualTo("{\"changeId\":\"id-1\",\"customerId\":\"c1\",\"segmentId\":\"vip\",\"segmentVersion\":3,"
                        + "\"type\":\"ENTERED\",\"reason\":\"EVENT\",\"occurredAt\":1000,\"detectedAt\":1234,\"sequence\":7,"
                        + "\"trigger\":{\"topic\":\"purchases\",\"partition\":2,\"offset\":99,\"eventId\":\"e1\"},"
                        + "\"evidence\":[{\"expression\":\"count()\",\"value\":\"5\"},{\"expression\":\"avg()\",\"value\":null}],"
                        + "\"memberOf\":[\"big\",\"vip\"],\"exitExpectedAt\":5000,\"arm\":\"HOLDOUT\"}");
    }
}
