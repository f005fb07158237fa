package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Forget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds in what a cluster at rest holds everything that is not as Segue promises. */
public final class Checker {

    private static final int FEW = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Contents contents;
    private final List<String> findings = new ArrayList<>();
    /** What the changes come to: by customer, the segments they are in and since when. */
    private final Map<String, Map<String, Long>> since = new TreeMap<>();

    private final Map<String, Long> sequences = new TreeMap<>();

    private Checker(Contents contents) {
        this.contents = contents;
    }

    /** What must hold whatever the rules and the input were; a sentence for each thing that does not. */
    public static List<String> findings(Contents contents) {
        Checker checker = new Checker(contents);
        checker.checkEachChangeIsThereOnce();
        checker.checkEachCustomersChanges();
        checker.checkMembershipsAreTheirFold();
        checker.checkDeadLetters();
        contents.open().forEach(open -> checker.findings.add("a transaction is open on " + open));
        return checker.findings;
    }

    /**
     * All that, and whether the changes are those that the input must make.
     *
     * @param until up to when time has passed at rest, where the clock is live
     */
    public static List<String> findings(Contents contents, Expectation expectation, long until) {
        List<String> findings = new ArrayList<>(findings(contents));
        if (expectation.clock() != Expectation.Clock.ANY) {
            findings.addAll(Differences.between(contents, expectation, until));
        }
        return findings;
    }

    /** Waits until {@link #findings(Contents)} of the cluster are none: what is late comes, what is wrong stays. */
    public static void awaitSound(TestCluster cluster) {
        awaitSound(() -> Contents.of(cluster));
    }

    /** The same of any cluster's contents, looked at again and again. */
    public static void awaitSound(Supplier<Contents> contents) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(words(findings(contents.get()))).isEmpty());
    }

    private void checkEachChangeIsThereOnce() {
        Set<String> seen = new HashSet<>();
        contents.changes().stream()
                .filter(change -> !seen.add(change.getChangeId()))
                .forEach(change -> findings.add("a change is there twice: " + Differences.brief(change)));
    }

    private void checkEachCustomersChanges() {
        Set<String> forgotten = contents.inputs().stream()
                .filter(received -> received.event() instanceof Forget)
                .map(received -> received.event().customerId())
                .collect(Collectors.toSet());
        Map<String, Long> times = new HashMap<>();
        for (SegmentChange change : contents.changes()) {
            String customer = change.getCustomerId();
            boolean anew = forgotten.contains(customer) && change.getSequence() == 1;
            long expected = anew ? 1 : sequences.getOrDefault(customer, 0L) + 1;
            sequences.put(customer, change.getSequence());
            if (change.getSequence() != expected) {
                findings.add("sequence " + expected + " was to come: " + Differences.brief(change));
            }
            long at = change.getOccurredAt().toEpochMilli();
            if (at < times.getOrDefault(customer, 0L)) {
                findings.add("is before the change before it: " + Differences.brief(change));
            }
            times.put(customer, at);
            checkAlternates(change, since.computeIfAbsent(customer, any -> new TreeMap<>()));
        }
    }

    private void checkAlternates(SegmentChange change, Map<String, Long> segments) {
        String segment = change.getSegmentId();
        boolean entered = change.getType() == ChangeType.ENTERED;
        if (entered == segments.containsKey(segment)) {
            findings.add((entered ? "entered twice: " : "exited without having entered: ") + Differences.brief(change));
        }
        if (entered) {
            segments.put(segment, change.getOccurredAt().toEpochMilli());
        } else {
            segments.remove(segment);
        }
        if (!change.getMemberOf().equals(List.copyOf(segments.keySet()))) {
            findings.add("memberOf should be " + segments.keySet() + " and is " + change.getMemberOf() + ": "
                    + Differences.brief(change));
        }
        boolean gone = change.getReason() == ChangeReason.FORGOTTEN && segments.isEmpty();
        if (gone) {
            since.remove(change.getCustomerId());
            sequences.remove(change.getCustomerId());
        }
    }

    private void checkMembershipsAreTheirFold() {
        Set<String> customers = new TreeSet<>(since.keySet());
        customers.addAll(contents.memberships().keySet());
        for (String customer : customers) {
            CustomerMemberships told = contents.memberships().get(customer);
            Map<String, Long> wanted = since.getOrDefault(customer, Map.of());
            if (told == null && !wanted.isEmpty()) {
                findings.add("memberships of " + customer + " are missing; the changes come to " + wanted);
            } else if (told != null && !wanted.equals(segments(told))) {
                findings.add("memberships of " + customer + " are " + segments(told) + ", but the changes come to "
                        + wanted);
            } else if (told != null && told.getSequence() != sequences.getOrDefault(customer, 0L)) {
                findings.add("memberships of " + customer + " are at sequence " + told.getSequence()
                        + ", the changes at " + sequences.get(customer));
            }
        }
    }

    private static Map<String, Long> segments(CustomerMemberships told) {
        Map<String, Long> segments = new TreeMap<>();
        for (Membership membership : told.getMemberships()) {
            segments.put(membership.getSegmentId(), membership.getSince().toEpochMilli());
        }
        return segments;
    }

    private void checkDeadLetters() {
        Map<Place, Integer> times = new TreeMap<>();
        contents.deadLetters().forEach(place -> times.merge(place, 1, Integer::sum));
        for (Received received : contents.inputs()) {
            int found = times.getOrDefault(received.place(), 0);
            times.remove(received.place());
            if (received.event() == null && found != 1) {
                findings.add("should be one dead letter and is " + found + ": " + received.place());
            } else if (received.event() != null && found > 0) {
                findings.add("is a dead letter though it is good: " + received.place());
            }
        }
        times.keySet().forEach(place -> findings.add("is a dead letter of no input record: " + place));
    }

    /** The findings as a text that a person can take in: the first few of each kind. */
    public static String words(List<String> findings) {
        Map<String, List<String>> kinds = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.replaceAll("[^a-z ].*", ""), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        kinds.values().forEach(kind -> {
            kind.stream().limit(FEW).forEach(lines::add);
            if (kind.size() > FEW) {
                lines.add("... and " + (kind.size() - FEW) + " more like these");
            }
        });
        return String.join("\n", lines);
    }
}
