package dev.segue.check;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.SegmentChange;
import dev.segue.oracle.NaiveCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where the changes that were made are not those that the input must make. */
final class Differences {

    private final Expectation expectation;
    private final long until;

    private Differences(Expectation expectation, long until) {
        this.expectation = expectation;
        this.until = until;
    }

    static List<String> between(Contents contents, Expectation expectation, long until) {
        Differences differences = new Differences(expectation, until);
        List<String> findings = new ArrayList<>();
        Map<String, List<SegmentChange>> made = contents.changes().stream()
                .collect(Collectors.groupingBy(SegmentChange::getCustomerId, TreeMap::new, Collectors.toList()));
        Map<String, Past> pasts = expectation.pasts(contents.inputs(), contents.changes(), until);
        pasts.forEach((id, past) -> {
            String difference = differences.of(past, made.getOrDefault(id, List.of()));
            if (difference != null) {
                findings.add("of customer " + id + " " + difference);
            }
        });
        made.keySet().stream()
                .filter(id -> !pasts.containsKey(id))
                .forEach(id -> findings.add("invented: changes of " + id + ", of whom there is no record"));
        return findings;
    }

    private String of(Past past, List<SegmentChange> made) {
        List<SegmentChange> found = expectation.clock().isLive() ? upTo(until, made) : made;
        if (isKnown(past)) {
            List<Long> times = found.stream()
                    .map(change -> change.getOccurredAt().toEpochMilli())
                    .toList();
            NaiveCustomer lived = past.lived(expectation.segments(), expectation.retention(), times);
            return each(lived.changes(), found, past);
        }
        boolean anyOrder = past.isForgotten() && !past.isOrdered();
        return anyOrder ? null : atTheEnd(past, found);
    }

    /**
     * Whether every change is. A live clock may have met a record that made none at any time, which matters where what was
     * before does.
     */
    private boolean isKnown(Past past) {
        return past.isOrdered()
                && expectation.clock().isOrdered()
                && (!expectation.clock().isLive()
                        || !past.isForgotten()
                                && Past.remember(expectation.segments()).isEmpty());
    }

    /** Without those that time has made since: others may be on their way. */
    private static List<SegmentChange> upTo(long until, List<SegmentChange> made) {
        int end = made.size();
        while (end > 0
                && made.get(end - 1).getTrigger() == null
                && made.get(end - 1).getOccurredAt().toEpochMilli() >= until) {
            end--;
        }
        return made.subList(0, end);
    }

    /** The first difference: all after it may follow from it. */
    private String each(List<NaiveCustomer.Expected> expected, List<SegmentChange> found, Past past) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            if (i >= found.size()) {
                return "is lost: " + brief(expected.get(i)) + ", and " + (expected.size() - i - 1) + " after it";
            } else if (i >= expected.size()) {
                return "was invented: " + brief(found.get(i)) + ", and " + (found.size() - i - 1) + " after it";
            } else if (!same(expected.get(i), found.get(i))) {
                return "should be " + brief(expected.get(i)) + " but is " + brief(found.get(i));
            } else if (!sameTrigger(expected.get(i), found.get(i), past)) {
                return "was not triggered by " + found.get(i).getTrigger() + ": " + brief(found.get(i));
            }
        }
        return null;
    }

    private static boolean same(NaiveCustomer.Expected expected, SegmentChange found) {
        return expected.occurredAt() == found.getOccurredAt().toEpochMilli()
                && expected.segmentId().equals(found.getSegmentId())
                && expected.type().name().equals(found.getType().name())
                && expected.reasons().stream()
                        .anyMatch(
                                reason -> reason.name().equals(found.getReason().name()))
                && expected.sequence() == found.getSequence()
                && expected.memberOf().equals(found.getMemberOf());
    }

    /**
     * A change names the record that was read, where it was that record that made it. What is dated ahead of a live clock takes effect
     * when its time comes, and by then no record is read.
     */
    private boolean sameTrigger(NaiveCustomer.Expected expected, SegmentChange found, Past past) {
        if (found.getTrigger() != null) {
            return expected.record() != NaiveCustomer.NO_RECORD
                    && past.records().get(expected.record()).place().equals(Place.of(found));
        }
        boolean byRecord = Set.of(ChangeReason.PROFILE, ChangeReason.FORGOTTEN).contains(found.getReason())
                || found.getReason() == ChangeReason.EVENT
                        && !expectation.clock().isLive();
        return !byRecord || expected.record() == NaiveCustomer.NO_RECORD;
    }

    private String atTheEnd(Past past, List<SegmentChange> found) {
        Set<String> is = new TreeSet<>(
                found.isEmpty() ? List.of() : found.get(found.size() - 1).getMemberOf());
        is.removeAll(Past.remember(expectation.segments()));
        List<Set<String>> expected = past.members(expectation.segments(), expectation.retention());
        return expected.contains(is) ? null : "memberships should be " + expected.get(0) + " but are " + is;
    }

    private static String brief(NaiveCustomer.Expected change) {
        return change.type() + " " + change.segmentId() + " at " + change.occurredAt() + " for " + change.reasons()
                + ", sequence " + change.sequence();
    }

    static String brief(SegmentChange change) {
        return change.getType() + " " + change.getSegmentId() + " of " + change.getCustomerId() + " at "
                + change.getOccurredAt().toEpochMilli() + " for " + change.getReason() + ", sequence "
                + change.getSequence();
    }
}
