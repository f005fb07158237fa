package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import dev.segue.avro.Trigger;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Sent;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker on a history made by the engine, as it is and with one thing wrong. */
class CheckerTest {

    private static final Map<Clock, GoodHistory> GOOD = new EnumMap<>(Clock.class);

    /** The contents as lists that can be changed. */
    private static final class Changing {

        private final List<Received> inputs;
        private final List<SegmentChange> changes;
        private final Map<String, CustomerMemberships> memberships;
        private final List<Place> deadLetters;
        private final List<String> open = new ArrayList<>();
        private final List<Published> published;
        private final Map<Place, Sent> sent;

        Changing(Contents contents) {
            inputs = new ArrayList<>(contents.inputs());
            changes = new ArrayList<>(contents.changes());
            memberships = new HashMap<>(contents.memberships());
            deadLetters = new ArrayList<>(contents.deadLetters());
            published = new ArrayList<>(contents.published());
            sent = new HashMap<>(contents.sent());
        }

        /** A change in the middle that is replaced by one of its own to be changed. */
        SegmentChange change() {
            return change(any -> true);
        }

        /** The first one from the middle on that is so. */
        SegmentChange change(Predicate<SegmentChange> so) {
            for (int i = changes.size() / 2; i < changes.size(); i++) {
                if (so.test(changes.get(i))) {
                    SegmentChange copy =
                            SegmentChange.newBuilder(changes.get(i)).build();
                    changes.set(i, copy);
                    return copy;
                }
            }
            throw new IllegalStateException("There is no such change");
        }

        /** Replaces what was read from some good record of the kind. */
        Received read(Predicate<CustomerEvent> kind, UnaryOperator<CustomerEvent> other) {
            for (int i = 0; i < inputs.size(); i++) {
                Received one = inputs.get(i);
                if (one.event() != null && kind.test(one.event())) {
                    inputs.set(i, new Received(one.place(), other.apply(one.event()), one.at()));
                    return one;
                }
            }
            throw new IllegalStateException("There is no such record");
        }

        /** The record that triggered the change was acknowledged so long before the change. */
        void acknowledge(SegmentChange change, long before) {
            sent.computeIfPresent(
                    Place.of(change),
                    (place, one) -> new Sent(
                            one.topic(),
                            one.partition(),
                            one.offset(),
                            one.event(),
                            one.at(),
                            change.getOccurredAt().toEpochMilli() - before));
        }

        /** By how much the clock was past the record that made the change. */
        long lag(SegmentChange change) {
            Sent one = change.getTrigger() == null ? null : sent.get(Place.of(change));
            return one == null ? 0 : change.getOccurredAt().toEpochMilli() - one.at();
        }

        CustomerMemberships anyMemberships() {
            return memberships.values().stream()
                    .filter(one -> !one.getMemberships().isEmpty())
                    .findFirst()
                    .orElseThrow();
        }

        /** A membership that is replaced by one of its own to be changed, in a segment from which nobody is held out. */
        Membership anyMembership() {
            for (CustomerMemberships one : memberships.values()) {
                List<Membership> members = new ArrayList<>(one.getMemberships());
                for (int i = 0; i < members.size(); i++) {
                    if (!members.get(i).getSegmentId().equals("gold")) {
                        Membership copy = Membership.newBuilder(members.get(i)).build();
                        members.set(i, copy);
                        memberships.put(
                                one.getCustomerId(),
                                new CustomerMemberships(
                                        one.getCustomerId(), one.getUpdatedAt(), one.getSequence(), members));
                        return copy;
                    }
                }
            }
            throw new IllegalStateException("There is no such membership");
        }

        /** What somebody made anew after they were forgotten is numbered on from before. */
        void goOnAfterForgetting() {
            String customer = changes.stream()
                    .filter(change -> change.getReason() == ChangeReason.FORGOTTEN)
                    .findFirst()
                    .orElseThrow()
                    .getCustomerId();
            boolean forgotten = false;
            for (int i = 0; i < changes.size(); i++) {
                SegmentChange change = changes.get(i);
                if (change.getCustomerId().equals(customer)) {
                    if (forgotten && change.getReason() != ChangeReason.FORGOTTEN) {
                        changes.set(
                                i,
                                SegmentChange.newBuilder(change)
                                        .setSequence(change.getSequence() + 9)
                                        .build());
                    }
                    forgotten |= change.getReason() == ChangeReason.FORGOTTEN;
                }
            }
        }

        /** Takes the last change of a customer, an exit, away everywhere, as if it had never been due. */
        void loseWithoutTrace(String segmentId) {
            Map<String, SegmentChange> last = new HashMap<>();
            changes.forEach(change -> last.put(change.getCustomerId(), change));
            SegmentChange lost = last.values().stream()
                    .filter(change -> change.getType() == ChangeType.EXITED)
                    .filter(change -> change.getSegmentId().matches(segmentId))
                    .filter(change -> memberships.containsKey(change.getCustomerId()))
                    .findFirst()
                    .orElseThrow();
            changes.remove(lost);
            SegmentChange entered = changes.stream()
                    .filter(change -> change.getCustomerId().equals(lost.getCustomerId())
                            && change.getSegmentId().equals(lost.getSegmentId()))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            CustomerMemberships before = memberships.get(lost.getCustomerId());
            List<Membership> members = new ArrayList<>(before.getMemberships());
            members.add(
                    new Membership(lost.getSegmentId(), 1, entered.getOccurredAt(), null, entered.getArm()));
            memberships.put(
                    lost.getCustomerId(),
                    new CustomerMemberships(
                            lost.getCustomerId(), before.getUpdatedAt(), before.getSequence() - 1, members));
        }

        Contents contents() {
            return new Contents(inputs, changes, memberships, deadLetters, open, published, sent);
        }
    }

    private record Corruption(Consumer<Changing> how) {}

    @BeforeAll
    static void makeHistories() throws Exception {
        for (Clock clock : List.of(Clock.EVENT, Clock.LIVE, Clock.UNORDERED)) {
            GOOD.put(clock, GoodHistory.make(clock));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT", "LIVE", "UNORDERED"})
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
        Changing changing = new Changing(GOOD.get(clock).contents());
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
                        Changing::goOnAfterForgetting,
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
                of("a transaction is open", c -> c.open.add("a transaction is open on x"), "a transaction is open on .*"));
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
                            SegmentChange change = c.change(one -> one.getSegmentId().equals("gold")
                                    && one.getType() == ChangeType.EXITED);
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
                of("a change is lost without trace", c -> c.loseWithoutTrace(".*"), "of customer \\w+ is lost: EXITED .*"),
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

    private static Arguments of(String what, Consumer<Changing> how, String finding) {
        return in(Clock.EVENT, what, how, finding);
    }

    private static Arguments in(Clock clock, String what, Consumer<Changing> how, String finding) {
        return Arguments.of(clock, what, new Corruption(how), finding);
    }
}
