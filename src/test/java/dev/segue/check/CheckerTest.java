package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker on a history made by the engine, as it is and with one thing wrong. */
class CheckerTest {

    private static GoodHistory good;

    /** The contents as lists that can be changed. */
    private static final class Changing {

        private final List<Received> inputs;
        private final List<SegmentChange> changes;
        private final Map<String, CustomerMemberships> memberships;
        private final List<Place> deadLetters;
        private final List<String> open = new ArrayList<>();

        Changing(Contents contents) {
            inputs = new ArrayList<>(contents.inputs());
            changes = new ArrayList<>(contents.changes());
            memberships = new HashMap<>(contents.memberships());
            deadLetters = new ArrayList<>(contents.deadLetters());
        }

        /** A change in the middle that is replaced by one of its own to be changed. */
        SegmentChange change() {
            int i = changes.size() / 2;
            SegmentChange copy = SegmentChange.newBuilder(changes.get(i)).build();
            changes.set(i, copy);
            return copy;
        }

        CustomerMemberships anyMemberships() {
            return memberships.values().stream()
                    .filter(one -> !one.getMemberships().isEmpty())
                    .findFirst()
                    .orElseThrow();
        }

        /** Takes the last change of a customer away everywhere, as if it had never been due. */
        void loseWithoutTrace() {
            SegmentChange lost = changes.stream()
                    .filter(change -> change.getType() == ChangeType.EXITED)
                    .filter(change -> change.getSequence()
                            == memberships.get(change.getCustomerId()).getSequence())
                    .findFirst()
                    .orElseThrow();
            changes.remove(lost);
            SegmentChange entered = changes.stream()
                    .filter(change -> change.getCustomerId().equals(lost.getCustomerId())
                            && change.getSegmentId().equals(lost.getSegmentId()))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            CustomerMemberships before = memberships.get(lost.getCustomerId());
            List<dev.segue.avro.Membership> members = new ArrayList<>(before.getMemberships());
            members.add(new dev.segue.avro.Membership(
                    lost.getSegmentId(), 1, entered.getOccurredAt(), null, dev.segue.avro.Arm.TREATMENT));
            memberships.put(
                    lost.getCustomerId(),
                    new CustomerMemberships(
                            lost.getCustomerId(), before.getUpdatedAt(), before.getSequence() - 1, members));
        }

        Contents contents() {
            return new Contents(inputs, changes, memberships, deadLetters, open);
        }
    }

    private record Corruption(Consumer<Changing> how) {}

    @BeforeAll
    static void makeHistory() throws Exception {
        good = GoodHistory.make();
    }

    @Test
    void shouldFindNothingInAGoodHistory() {
        List<String> findings = Checker.findings(good.contents(), good.expectation(), 0);

        assertThat(findings).isEmpty();
        assertThat(good.contents().changes()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corruptions")
    void shouldReportOneThingWrong(String what, Corruption corruption, String finding) {
        Changing changing = new Changing(good.contents());
        corruption.how().accept(changing);

        List<String> findings = Checker.findings(changing.contents(), good.expectation(), 0);

        assertThat(findings).anyMatch(one -> one.matches(finding));
    }

    static Stream<Arguments> corruptions() {
        return Stream.of(
                of("a change is lost", c -> c.changes.remove(c.changes.size() / 2), "sequence \\d+ was to come: .*"),
                of("a change is lost without trace", Changing::loseWithoutTrace, "of customer \\w+ is lost: EXITED .*"),
                of("a change is repeated", c -> c.changes.add(c.changes.get(100)), "a change is there twice: .*"),
                of(
                        "a change is invented",
                        c -> c.changes.add(SegmentChange.newBuilder(c.change())
                                .setCustomerId("nobody")
                                .setChangeId("new")
                                .build()),
                        "invented: changes of nobody, of whom there is no record"),
                of("a change is a millisecond late", c -> delay(c.change()), "of customer \\w+ should be .* but is .*"),
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
                of("a dead letter is lost", c -> c.deadLetters.remove(3), "should be one dead letter and is 0: .*"),
                of(
                        "a dead letter is repeated",
                        c -> c.deadLetters.add(c.deadLetters.get(3)),
                        "should be one .* is 2: .*"),
                of(
                        "a good record is a dead letter",
                        c -> c.deadLetters.add(c.inputs.get(0).place()),
                        "is a dead letter though it is good: .*"),
                of("a transaction is open", c -> c.open.add("segment-changes-0"), "a transaction is open on .*"));
    }

    private static void delay(SegmentChange change) {
        change.setOccurredAt(change.getOccurredAt().plusMillis(1));
    }

    private static void turn(SegmentChange change) {
        change.setType(change.getType() == ChangeType.ENTERED ? ChangeType.EXITED : ChangeType.ENTERED);
    }

    private static Arguments of(String what, Consumer<Changing> how, String finding) {
        return Arguments.of(what, new Corruption(how), finding);
    }
}
