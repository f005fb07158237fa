package dev.segue.assignment;

import static dev.segue.assignment.TopologyRun.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.assignment.definitions.DefinitionSet;
import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.event.Click;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.metric.TaskStanding;
import dev.segue.metric.TaskStanding.SegmentPair;
import dev.segue.metric.TaskStanding.SegmentSize;
import dev.segue.privacy.Canary;
import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.Stores;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentTopologyTest {

    private static final String BIG = """
            segments:
              - id: big
                name: Big
                enter: events("purchase").within(minutes(10)).sum("amount") >= 100
            """;
    private static final String BUYER = """
            segments:
              - id: buyer
                name: Buyer
                enter: events("purchase").count() >= 1
            """;

    private TopologyRun run;
    private int events;

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void shouldLetCustomersInByEventsAndOutByTime() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.send(purchase("c1", 60, 70));
        run.send(purchase("c1", 120, 50));
        List<String> entered = run.crossings();

        run.send(purchase("c2", 660, 1));
        run.tick();
        List<String> atTheInstant = run.crossings();
        run.send(purchase("c2", 661, 1));
        run.tick();

        assertThat(entered).containsExactly("c1 ENTERED big EVENT @120");
        assertThat(atTheInstant).isEmpty();
        assertThat(run.crossings()).containsExactly("c1 EXITED big TIME @660");
    }

    @Test
    void shouldTellWhereItStands() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG + """
                  - id: buyer
                    name: Buyer
                    enter: events("purchase").count() >= 1
                  - id: nobody
                    name: Nobody
                    enter: events("purchase").count() >= 99
                """);
        run.send(purchase("c1", 60, 150));
        run.send(purchase("c2", 61, 1));
        long written = run.wallClock();
        run.advance(Duration.ofSeconds(2));

        assertThat(run.standing())
                .isEqualTo(new TaskStanding(
                        START + 61_000,
                        written,
                        run.progress().setVersion(),
                        2,
                        -1,
                        1,
                        START + 660_000,
                        Map.of(
                                "big", new SegmentSize(1, 1, 0),
                                "buyer", new SegmentSize(2, 2, 0),
                                "nobody", new SegmentSize(0, 0, 0)),
                        Map.of(new SegmentPair("big", "buyer"), 1L)));
    }

    @Test
    void shouldTellUntilWhenItHasReadEverything() {
        run = TopologyRun.start();
        run.send(purchase("c1", 0, 1));

        run.advanceCaughtUp(Duration.ofSeconds(5));

        assertThat(run.standing().readUntil()).isEqualTo(run.wallClock());
    }

    @Test
    void shouldSayWhatMadeTheChangeAndDateTheRecordByTheWallClock() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.send(purchase("c1", -86_400, 150));

        TestRecord<byte[], byte[]> record = run.read("segment-changes").get(0);
        SegmentChange change =
                (SegmentChange) run.decode(record.value(), "segment-changes", SegmentChange.getClassSchema());

        assertThat(record.timestamp()).isEqualTo(run.wallClock());
        assertThat(new String(record.key(), UTF_8)).isEqualTo(Canary.customer("c1"));
        assertThat(new String(record.headers().lastHeader("segment-id").value(), UTF_8))
                .isEqualTo("big");
        assertThat(new String(record.headers().lastHeader("change-type").value(), UTF_8))
                .isEqualTo("ENTERED");
        assertThat(change.getDetectedAt()).isEqualTo(Instant.ofEpochMilli(run.wallClock()));
        assertThat(change.getTrigger().getTopic()).isEqualTo("purchases");
        assertThat(change.getTrigger().getOffset()).isZero();
        assertThat(change.getMemberOf()).containsExactly("big");
    }

    @Test
    void shouldPutBadRecordsAsideAndGoOn() {
        run = TopologyRun.start("segue.clock", "event", "segue.max-future", "5m");
        run.adopt(BUYER);
        byte[] key = Canary.customer("c1").getBytes(UTF_8);
        byte[] good = run.encode("clickstream", click("c1", START));

        run.send("purchases", key, Canary.MARK.getBytes(UTF_8), new RecordHeaders());
        run.send("purchases", key, new byte[] {0, 0, 0, 99, 99, 1}, new RecordHeaders());
        run.send("clickstream", Canary.customer("c2").getBytes(UTF_8), good, new RecordHeaders());
        run.send("clickstream", null, good, new RecordHeaders());
        run.send("clickstream", key, null, new RecordHeaders());
        run.send("clickstream", key, run.encode("clickstream", click("c1", 4_073_000_000_000L)), new RecordHeaders());
        run.send("clickstream", key, run.encode("clickstream", click("c1", 0)), new RecordHeaders());
        run.send(purchase("c1", 0, 1));

        assertThat(run.read("segue-dead-letters"))
                .extracting(letter -> new String(
                        letter.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
                .containsExactly(
                        "undecodable",
                        "unknown-schema",
                        "wrong-key",
                        "wrong-key",
                        "missing-value",
                        "impossible-time",
                        "impossible-time");
        assertThat(run.crossings()).containsExactly("c1 ENTERED buyer EVENT @0");
        assertThat(run.progress().clock()).isEqualTo(START);
    }

    @Test
    void shouldNotMoveTheClockForADuplicate() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.send(purchase("c1", 0, 100));
        Purchase repeated = purchase("c1", 5_000, 100);

        run.send(new Purchase(
                "e1", null, Canary.customer("c1"), repeated.occurredAt(), repeated.amount(), "EUR", null, List.of()));
        run.tick();

        assertThat(run.crossings()).containsExactly("c1 ENTERED big EVENT @0");
        assertThat(run.progress().clock()).isEqualTo(START);
    }

    @Test
    void shouldWriteAllMembershipsAfterEachChange() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.adopt(BUYER);
        run.send(purchase("c1", 0, 100));
        run.send(purchase("c1", 1, 100));

        List<TestRecord<byte[], byte[]>> records = run.read("segment-memberships");
        CustomerMemberships memberships = (CustomerMemberships)
                run.decode(records.get(0).value(), "segment-memberships", CustomerMemberships.getClassSchema());

        assertThat(records).hasSize(1);
        assertThat(memberships.getSequence()).isEqualTo(2);
        assertThat(memberships.getMemberships())
                .extracting(membership -> membership.getSegmentId())
                .containsExactly("big", "buyer");
        assertThat(run.entries(Stores.SEGMENT_MEMBER)).isEqualTo(2);
        assertThat(run.progress().sizes()).isEqualTo(Map.of("big", 1L, "buyer", 1L));
    }

    @Test
    void shouldForgetACustomerWithoutATrace() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.send(new ProfileUpdate(Canary.customer("c1"), START, Map.of("country", "NO")));
        run.send(purchase("c1", 0, 100));
        run.crossings();
        run.read("segment-memberships");

        run.send(new Forget(Canary.customer("c1")));

        assertThat(run.crossings()).containsExactly("c1 EXITED big FORGOTTEN @0");
        assertThat(run.read("segment-memberships"))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull());
        assertThat(run.entries(Stores.CUSTOMER_TIMELINE)).isZero();
        assertThat(run.entries(Stores.SEGMENT_MEMBER)).isZero();

        run.send(purchase("c1", 1, 100));

        assertThat(run.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.getSequence()).isEqualTo(1));
    }

    @Test
    void shouldApplyNewChangedAndRetiredRulesToKnownCustomers() {
        run = TopologyRun.start("segue.clock", "event", "segue.backfill.slice", "1m");
        run.send(purchase("c1", 0, 100));
        run.send(purchase("c2", 10, 20));
        run.tick();
        List<String> withoutRules = run.crossings();

        run.publish(BUYER);
        run.tick();
        List<String> added = run.crossings();
        run.publish(BUYER.replace("count() >= 1", "sum(\"amount\") >= 50"));
        run.tick();
        List<String> changed = run.crossings();
        run.retire("buyer");
        run.tick();

        assertThat(withoutRules).isEmpty();
        assertThat(added)
                .containsExactlyInAnyOrder("c1 ENTERED buyer DEFINITION @10", "c2 ENTERED buyer DEFINITION @10");
        assertThat(changed).containsExactly("c2 EXITED buyer DEFINITION @10");
        assertThat(run.crossings()).containsExactly("c1 EXITED buyer DEFINITION @10");
    }

    @Test
    void shouldBackfillInSlicesBetweenRecordsAndNotMeetACustomerTwice() {
        run = TopologyRun.start("segue.clock", "event", "segue.backfill.slice", "1ms");
        int customers = 3_000;
        for (int i = 0; i < customers; i++) {
            run.send(purchase("c" + i, 0, 1));
        }
        run.publish(BUYER);

        run.tick();
        int firstSlice = run.changes().size();
        run.send(purchase("c" + (customers - 1), 5, 1));
        run = run.restart();
        int ticks = 0;
        int rest = 0;
        for (; run.progress().backfillCursor() != null; ticks++) {
            run.tick();
            rest += run.changes().size();
        }

        assertThat(firstSlice).isPositive().isLessThan(customers);
        assertThat(ticks).isGreaterThan(1);
        assertThat(firstSlice + 1 + rest).isEqualTo(customers);
        assertThat(run.progress().sizes()).isEqualTo(Map.of("buyer", (long) customers));
    }

    @Test
    void shouldTakeASetOverOnlyWhenItIsComplete() {
        run = TopologyRun.start("segue.clock", "event");
        run.send(purchase("c1", 0, 100));
        run.publish(definition("one", "events(\"purchase\").count() > 0"), 0, 2);
        run.tick();
        List<String> half = run.crossings();

        run.publish(definition("two", "inSegment(\"one\")"), 1, 2);
        run.tick();

        assertThat(half).isEmpty();
        assertThat(run.crossings()).containsExactly("c1 ENTERED one DEFINITION @0", "c1 ENTERED two DEFINITION @0");
    }

    @Test
    void shouldKeepTheSetInForceWhenTheNewestIsInvalid() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BUYER);
        run.publish(definition("bad", "inSegment(\"nowhere\")"), 0, 1);
        run.send("segment-definitions", "poison".getBytes(UTF_8), "poison".getBytes(UTF_8), new RecordHeaders());

        run.send(purchase("c1", 0, 1));

        assertThat(run.crossings()).containsExactly("c1 ENTERED buyer EVENT @0");
        assertThat(run.feed().problem()).isPresent();
    }

    @Test
    void shouldGoOnAfterARestartWithClockDuesAndDefinitionsOfItsState() {
        run = TopologyRun.start("segue.clock", "event");
        run.adopt(BIG);
        run.send(purchase("c1", 0, 100));
        run.send(purchase("c2", 300, 1));
        run.crossings();

        run = run.restart();
        run.send(purchase("c3", 100, 200));
        run.send(purchase("c2", 700, 1));
        run.tick();

        assertThat(run.feed().newest()).isEqualTo(DefinitionSet.NONE);
        assertThat(run.crossings()).containsExactly("c3 ENTERED big EVENT @300", "c1 EXITED big TIME @600");
    }

    @Test
    void shouldExitByTheWallClockOnlyWhenCaughtUp() {
        run = TopologyRun.start();
        run.adopt(BIG);
        run.send(purchase("c1", 0, 100));
        run.crossings();

        run.advance(Duration.ofHours(1));
        List<String> blind = run.crossings();
        run.caughtUpAt(START + 600_000);
        run.tick();
        List<String> atTheInstant = run.crossings();
        run.caughtUpAt(START + 600_001);
        run.tick();

        assertThat(blind).isEmpty();
        assertThat(atTheInstant).isEmpty();
        assertThat(run.crossings()).containsExactly("c1 EXITED big TIME @600");
    }

    @Test
    void shouldNotExitAfterARestartBeforeItHasReadWhatCameMeanwhile() {
        run = TopologyRun.start();
        run.adopt(BIG);
        run.send(purchase("c1", 0, 100));
        run.advanceCaughtUp(Duration.ofMinutes(1));
        run.crossings();

        run = run.restart();
        run.advance(Duration.ofMinutes(20));
        run.send(purchase("c1", 590, 100));
        run.advanceCaughtUp(Duration.ofSeconds(1));

        assertThat(run.crossings()).containsExactly("c1 EXITED big TIME @1190");
    }

    @Test
    void shouldCountAnEntryDatedAheadOnceItsTimeComes() {
        run = TopologyRun.start();
        run.adopt(BIG);
        run.send(purchase("c1", 120, 100));
        run.advanceCaughtUp(Duration.ofSeconds(100));
        List<String> before = run.crossings();

        run.advanceCaughtUp(Duration.ofSeconds(30));

        assertThat(before).isEmpty();
        assertThat(run.crossings()).containsExactly("c1 ENTERED big EVENT @120");
    }

    private Purchase purchase(String name, long second, int amount) {
        return new Purchase(
                "e" + ++events,
                null,
                Canary.customer(name),
                START + second * 1000,
                BigDecimal.valueOf(amount),
                "EUR",
                null,
                List.of());
    }

    private static ClickEvent click(String name, long occurredAt) {
        return (ClickEvent) dev.segue.wire.EventRecords.recordOf(
                new Click("k", Canary.customer(name), "page_view", occurredAt, null, null, null, null, null, Map.of()));
    }

    private static SegmentDefinition definition(String id, String enter) {
        return new SegmentDefinition(id, id, null, null, null, null, enter, null, null, null, null, 1);
    }
}
