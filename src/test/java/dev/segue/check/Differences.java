package dev.segue.check;

import dev.segue.avro.SegmentChange;
import dev.segue.oracle.NaiveCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where the changes that were made are not those that the input must make. */
final class Differences {

    private Differences() {}

    static List<String> between(Contents contents, Expectation expectation, long until) {
        List<String> findings = new ArrayList<>();
        Map<String, List<SegmentChange>> made = contents.changes().stream()
                .collect(Collectors.groupingBy(SegmentChange::getCustomerId, TreeMap::new, Collectors.toList()));
        Map<String, NaiveCustomer> customers = expectation.customers(contents.inputs(), contents.changes(), until);
        Map<String, Long> topics = contents.inputs().stream()
                .filter(received -> received.event() != null)
                .collect(Collectors.groupingBy(
                        received -> received.event().customerId(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(received -> received.place().topic(), Collectors.toSet()),
                                found -> (long) found.size())));
        customers.forEach((id, customer) -> {
            if (expectation.clock() != Expectation.Clock.UNORDERED && topics.get(id) > 1) {
                return; // in which order they were read is not known
            }
            List<SegmentChange> found = made.getOrDefault(id, List.of());
            String difference = expectation.clock() == Expectation.Clock.UNORDERED
                    ? atTheEnd(customer, found)
                    : each(customer.changes(), found);
            if (difference != null) {
                findings.add("of customer " + id + " " + difference);
            }
        });
        made.keySet().stream()
                .filter(id -> !customers.containsKey(id))
                .forEach(id -> findings.add("invented: changes of " + id + ", of whom there is no record"));
        return findings;
    }

    /** The first difference: all after it may follow from it. */
    private static String each(List<NaiveCustomer.Expected> expected, List<SegmentChange> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            if (i >= found.size()) {
                return "is lost: " + brief(expected.get(i)) + ", and " + (expected.size() - i - 1) + " after it";
            } else if (i >= expected.size()) {
                return "was invented: " + brief(found.get(i)) + ", and " + (found.size() - i - 1) + " after it";
            } else if (!same(expected.get(i), found.get(i))) {
                return "should be " + brief(expected.get(i)) + " but is " + brief(found.get(i));
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

    private static String atTheEnd(NaiveCustomer customer, List<SegmentChange> found) {
        List<String> is =
                found.isEmpty() ? List.of() : found.get(found.size() - 1).getMemberOf();
        List<String> expected = List.copyOf(new TreeSet<>(customer.since().keySet()));
        return expected.equals(is) ? null : "memberships should be " + expected + " but are " + is;
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
