package dev.segue.check;

import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.rule.SegmentDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Where what is told beside a change is not so: the record that made it, the definition's version, the arm. */
final class Particulars {

    private static final Set<ChangeReason> BY_TIME = EnumSet.of(ChangeReason.TIME, ChangeReason.DEFINITION);

    private final Map<Place, CustomerEvent> events = new HashMap<>();
    private final Map<String, Set<Integer>> versions;
    /** By segment, where there is one set. */
    private final Map<String, SegmentDefinition> definitions;

    private final Map<String, Arm> arms = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    private Particulars(Contents contents) {
        contents.inputs().forEach(received -> events.put(received.place(), received.event()));
        versions = Published.versions(contents.published());
        definitions = Published.isOneSet(contents.published())
                ? Published.last(contents.published()).stream()
                        .collect(Collectors.toMap(SegmentDefinition::id, one -> one))
                : Map.of();
    }

    static List<String> findings(Contents contents) {
        Particulars particulars = new Particulars(contents);
        contents.changes().forEach(particulars::check);
        contents.memberships().values().forEach(particulars::check);
        return particulars.findings;
    }

    private void check(SegmentChange change) {
        if (change.getTrigger() != null) {
            checkTrigger(change);
        } else if (change.getReason() == ChangeReason.FORGOTTEN || change.getReason() == ChangeReason.PROFILE) {
            findings.add("names no record that triggered it: " + Differences.brief(change));
        }
        if (!versions.getOrDefault(change.getSegmentId(), Set.of()).contains(change.getSegmentVersion())) {
            findings.add("is by version " + change.getSegmentVersion() + ", which was never published: "
                    + Differences.brief(change));
        }
        if (!isArm(change.getCustomerId(), change.getSegmentId(), change.getArm())) {
            findings.add("has the arm " + change.getArm() + ": " + Differences.brief(change));
        }
    }

    private void checkTrigger(SegmentChange change) {
        CustomerEvent event = events.get(Place.of(change));
        String id = event instanceof Activity activity ? activity.eventId() : null;
        if (BY_TIME.contains(change.getReason())) {
            findings.add("names a record though none made it: " + Differences.brief(change));
        } else if (event == null || !event.customerId().equals(change.getCustomerId())) {
            findings.add("names a record that is none of the customer's, " + Place.of(change) + ": "
                    + Differences.brief(change));
        } else if (!Objects.equals(id, change.getTrigger().getEventId())) {
            findings.add("names the event " + change.getTrigger().getEventId() + ", which does not lie at "
                    + Place.of(change) + ": " + Differences.brief(change));
        }
    }

    private void check(CustomerMemberships memberships) {
        for (Membership membership : memberships.getMemberships()) {
            String which = "of " + memberships.getCustomerId() + " in " + membership.getSegmentId();
            if (!versions.getOrDefault(membership.getSegmentId(), Set.of()).contains(membership.getSegmentVersion())) {
                findings.add("the membership " + which + " is by version " + membership.getSegmentVersion()
                        + ", which was never published");
            }
            if (!isArm(memberships.getCustomerId(), membership.getSegmentId(), membership.getArm())) {
                findings.add("the membership " + which + " has the arm " + membership.getArm());
            }
        }
    }

    /** With one set, nobody is held out where none are, all where all are, and each always or never. */
    private boolean isArm(String customer, String segment, Arm arm) {
        if (definitions.isEmpty()) {
            return true;
        }
        SegmentDefinition definition = definitions.get(segment);
        double share = definition == null || definition.holdout() == null ? 0 : definition.holdout();
        boolean same = arms.merge(customer + '\0' + segment, arm, (before, now) -> before) == arm;
        return same && !(share == 0 && arm == Arm.HOLDOUT) && !(share == 1 && arm == Arm.TREATMENT);
    }
}
