package dev.segue.check;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import dev.segue.cluster.Sent;
import dev.segue.event.CustomerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the topics hold, as lists in which one thing can be made wrong. */
final class Spoiled {

    final List<Received> inputs;
    final List<SegmentChange> changes;
    final Map<String, CustomerMemberships> memberships;
    final List<Place> deadLetters;
    final List<String> open = new ArrayList<>();
    final List<Published> published;
    final Map<Place, Sent> sent;

    Spoiled(Contents contents) {
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
                SegmentChange copy = SegmentChange.newBuilder(changes.get(i)).build();
                changes.set(i, copy);
                return copy;
            }
        }
        throw new IllegalStateException("There is no such change");
    }

    /** The last of all, replaced in the same way. */
    SegmentChange lastChange() {
        SegmentChange copy =
                SegmentChange.newBuilder(changes.remove(changes.size() - 1)).build();
        changes.add(copy);
        return copy;
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
        members.add(new Membership(lost.getSegmentId(), 1, entered.getOccurredAt(), null, entered.getArm()));
        memberships.put(
                lost.getCustomerId(),
                new CustomerMemberships(
                        lost.getCustomerId(), before.getUpdatedAt(), before.getSequence() - 1, members));
    }

    Contents contents() {
        return new Contents(inputs, changes, memberships, deadLetters, open, published, sent);
    }
}
