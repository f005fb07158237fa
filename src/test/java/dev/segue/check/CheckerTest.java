package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.avro.Trigger;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Sent;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker on a history made by the engine, as it is and with one thing wrong. */
class CheckerTest {

    private static final Map<Clock, GoodHistory> GOOD = new EnumMap<>(Clock.class);

    private record Corruption(Consumer<Spoiled> how) {}

    @BeforeAll
    static void makeHistories() throws Exception {
        for (Clock clock : List.of(Clock.EVENT, Clock.LIVE, Clock.UNORDERED, Clock.LIVE_UNORDERED)) {
            GOOD.put(clock, GoodHistory.make(clock));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT", "LIVE", "UNORDERED", "LIVE_UNORDERED"})
    void shouldFindNothingInAGoodHistory(Clock clock) {
        Contents contents = GOOD.get(clock).contents();

        assertThat(findings(clock, contents)).isEmpty();
        assertThat(contents.changes()).hasSizeGreaterThan(300);
        assertThat(contents.changes())
                .extracting(SegmentChange::getReason)
                .contains(ChangeReason.EVENT, ChangeReason.TIME, ChangeReason.PROFILE, ChangeReason.SEGMENT);
        assertThat(contents.changes()).extracting(SegmentChange::getArm).contains(Arm.HOLDOUT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"structural", "particular", "read", "known"})
    void shouldReportOneThingWrong(Clock clock, String what, Corruption corruption, String finding) {
        Spoiled changing = new Spoiled(GOOD.get(clock).contents());
        corruption.how().accept(changing);

        List<String> findings = findings(clock, changing.contents());

        assertThat(findings).anyMatch(one -> one.matches(finding));
    }

    private static List<String> findings(Clock clock, Contents contents) {
        GoodHistory good = GOOD.get(clock);
        return Checker.findings(contents, good.expectation(), good.until());
    }

    /** What no history may hold. */
    static Stream<Arguments> structural() {
        return Stream.of(
                of("a change is lost", c -> c.changes.remove(c.changes.size() / 2), "sequence \\d+ was to come: .*"),
                of("a change is repeated", c -> c.changes.add(c.changes.get(100)), "a change is there twice: .*"),
                of(
                        "a change is invented",
                        c -> c.changes.add(SegmentChange.newBuilder(c.change())
                                .setCustomerId("nobody")
                                .setChangeId("new")
                                .build()),
                        "invented: changes of nobody, of whom there is no record"),
                of(
                        "two changes of a customer are in the wrong order",
                        c -> c.changes.add(0, c.changes.remove(c.changes.size() - 1)),
                        "is before the change before it: .*"),
                of("a member enters", c -> turn(c.change()), "(entered twice|exited without having entered): .*"),
                of("memberOf misses a segment", c -> c.change().setMemberOf(List.of("x")), "memberOf should be .*"),
                of(
                        "memberships are missing",
                        c -> c.memberships.remove(c.anyMemberships().getCustomerId()),
                        "memberships of \\w+ are missing; .*"),
                of(
                        "memberships are behind",
                        c -> c.memberships.compute(
                                c.anyMemberships().getCustomerId(),
                                (id, m) -> new CustomerMemberships(id, m.getUpdatedAt(), m.getSequence(), List.of())),
                        "memberships of \\w+ are \\{\\}, but the changes come to .*"),
                of(
                        "somebody forgotten goes on where they were",
                        Spoiled::goOnAfterForgetting,
                        "sequence 1 was to come: .*"),
                of(
                        "the memberships of somebody forgotten are left",
                        c -> c.memberships.put(
                                "gone",
                                new CustomerMemberships(
                                        "gone",
                                        Instant.EPOCH,
                                        0L,
                                        c.anyMemberships().getMemberships())),
                        "memberships of gone are \\{.*\\}, but the changes come to \\{\\}"),
                of("a dead letter is lost", c -> c.deadLetters.remove(3), "should be one dead letter and is 0: .*"),
                of(
                        "a dead letter is repeated",
                        c -> c.deadLetters.add(c.deadLetters.get(3)),
                        "should be one .* is 2: .*"),
                of(
                        "a good record is a dead letter",
                        c -> c.deadLetters.add(c.inputs.get(0).place()),
                        "is a dead letter though it is good: .*"),
                of(
                        "a transaction is open",
                        c -> c.open.add("a transaction is open on x"),
                        "a transaction is open on .*"));
    }

    /** What is told beside the changes. */
    static Stream<Arguments> particular() {
        Predicate<SegmentChange> triggered = change -> change.getTrigger() != null;
        return Stream.of(
                of(
                        "a change names another's record",
                        c -> trigger(c.change(triggered), "e0", c.inputs.get(0).place()),
                        "names a record that is none of the customer's, .*"),
                of(
                        "a change names no event of the record",
                        c -> nameOther(c.change(triggered)),
                        "names the event other, which does not lie at .*"),
                of(
                        "a change by time names a record",
                        c -> trigger(
                                c.change(change -> change.getReason() == ChangeReason.TIME),
                                "e0",
                                c.inputs.get(0).place()),
                        "names a record though none made it: .*"),
                of(
                        "a change by an event names none",
                        c -> c.change(change -> change.getReason() == ChangeReason.EVENT)
                                .setTrigger(null),
                        "of customer \\w+ was not triggered by null: .*"),
                of(
                        "a change by a profile names none",
                        c -> c.change(change -> change.getReason() == ChangeReason.PROFILE)
                                .setTrigger(null),
                        "names no record that triggered it: .*"),
                of("a change is by no version", c -> c.change().setSegmentVersion(2), "is by version 2, which .*"),
                of(
                        "a membership is by no version",
                        c -> c.anyMembership().setSegmentVersion(2),
                        "the membership of \\w+ in \\w+ is by version 2, .*"),
                of(
                        "somebody is held out where none are",
                        c -> c.change(change -> !change.getSegmentId().equals("gold"))
                                .setArm(Arm.HOLDOUT),
                        "has the arm HOLDOUT: .*"),
                of(
                        "somebody is held out now and then",
                        c -> {
                            SegmentChange change = c.change(
                                    one -> one.getSegmentId().equals("gold") && one.getType() == ChangeType.EXITED);
                            change.setArm(change.getArm() == Arm.HOLDOUT ? Arm.TREATMENT : Arm.HOLDOUT);
                        },
                        "has the arm (HOLDOUT|TREATMENT): .*"),
                of(
                        "a member is held out where none are",
                        c -> c.anyMembership().setArm(Arm.HOLDOUT),
                        "the membership of \\w+ in \\w+ has the arm HOLDOUT"));
    }

    /** What is wrong before anything is evaluated. */
    static Stream<Arguments> read() {
        return Stream.of(
                of(
                        "a good record is refused",
                        c -> c.deadLetters.add(
                                c.read(Click.class::isInstance, event -> null).place()),
                        "was sent as usable and is refused: .*"),
                of(
                        "a record is read wrongly",
                        c -> c.read(Purchase.class::isInstance, CheckerTest::dearer),
                        "is not read as it was sent: .*"),
                of(
                        "a record is gone",
                        c -> c.inputs.remove(c.inputs.size() - 2),
                        "was acknowledged and is not there: .*"),
                of(
                        "a bad record is taken in",
                        c -> c.sent.replaceAll((place, one) -> new Sent(
                                one.topic(), 0, one.offset(), one.event(), one.at() - 400_000, one.acknowledged())),
                        "was sent as unusable and is accepted: .*"));
    }

    /** What the naive evaluation alone can know. */
    static Stream<Arguments> known() {
        return Stream.of(
                of(
                        "a change is lost without trace",
                        c -> c.loseWithoutTrace(".*"),
                        "of customer \\w+ is lost: EXITED .*"),
                of("a change is a millisecond late", c -> delay(c.change()), "of customer \\w+ should be .* but is .*"),
                in(
                        Clock.LIVE,
                        "a change is lost without trace",
                        c -> c.loseWithoutTrace(".*"),
                        "of customer \\w+ is lost: EXITED .*"),
                in(
                        Clock.LIVE,
                        "a change by time is a millisecond late",
                        c -> delay(c.change(change -> change.getReason() == ChangeReason.TIME)),
                        "of customer \\w+ should be .* but is .*"),
                in(
                        Clock.LIVE,
                        "the clock was past what was there to read",
                        c -> c.acknowledge(c.change(change -> c.lag(change) > 1_100), 1_000),
                        "the clock was 1000 ms past what was acknowledged to be there to read, .*"),
                in(
                        Clock.LIVE_UNORDERED,
                        "somebody is not in at the end",
                        c -> c.lastChange().setMemberOf(List.of()),
                        "of customer \\w+ memberships should be .* but are .*"),
                in(
                        Clock.UNORDERED,
                        "a member is left in",
                        c -> c.loseWithoutTrace("active|buyer|away"),
                        "of customer \\w+ memberships should be .* but are .*"));
    }

    private static void delay(SegmentChange change) {
        change.setOccurredAt(change.getOccurredAt().plusMillis(1));
    }

    private static void turn(SegmentChange change) {
        change.setType(change.getType() == ChangeType.ENTERED ? ChangeType.EXITED : ChangeType.ENTERED);
    }

    private static void trigger(SegmentChange change, String eventId, Place place) {
        change.setTrigger(new Trigger(place.topic(), place.partition(), place.offset(), eventId));
    }

    private static void nameOther(SegmentChange change) {
        trigger(change, "other", Place.of(change));
    }

    private static CustomerEvent dearer(CustomerEvent event) {
        Purchase p = (Purchase) event;
        return new Purchase(
                p.eventId(),
                p.orderId(),
                p.customerId(),
                p.occurredAt(),
                p.amount().add(BigDecimal.ONE),
                p.currency(),
                p.channel(),
                p.items());
    }

    private static Arguments of(String what, Consumer<Spoiled> how, String finding) {
        return in(Clock.EVENT, what, how, finding);
    }

    private static Arguments in(Clock clock, String what, Consumer<Spoiled> how, String finding) {
        return Arguments.of(clock, what, new Corruption(how), finding);
    }
}
