package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Crossing;
import dev.segue.cluster.History;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Forget;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** What is as old has been dealt with, milliseconds. */
    private static final long SETTLED = 2_000;

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
        checker.findings.addAll(Particulars.findings(contents));
        checker.findings.addAll(Sendings.findings(contents));
        checker.findings.addAll(contents.open());
        return checker.findings;
    }

    /**
     * All that, and whether the changes are those that the input must make.
     *
     * @param until up to when time has passed at rest, where the clock is live
     */
    public static List<String> findings(Contents contents, Expectation expectation, long until) {
        List<String> findings = new ArrayList<>(findings(contents));
        if (expectation.clock() != Clock.ANY) {
            findings.addAll(Differences.between(contents, expectation, until));
        }
        if (expectation.clock().isLive()) {
            findings.addAll(Punctuality.findings(contents));
        }
        return findings;
    }

    /**
     * Waits until nothing is found in the cluster, where something was made of something: what is late comes, what is wrong
     * stays. Where the clock is live, a service has to be there still, for what time makes.
     */
    public static void awaitSound(TestCluster cluster) {
        Clock clock = cluster.clocks().size() == 1
                ? Clock.valueOf(cluster.clocks().iterator().next().toUpperCase(Locale.ROOT))
                : Clock.ANY;
        awaitSound(() -> Contents.of(cluster), clock);
    }

    /** The same of any cluster's contents, looked at again and again. */
    public static void awaitSound(Supplier<Contents> contents, Clock clock) {
        await().atMost(PATIENCE).pollInterval(INTERVAL).untilAsserted(() -> {
            long until = System.currentTimeMillis() - SETTLED;
            Contents now = contents.get();
            assertThat(words(findings(now, Expectation.of(now, clock), until))).isEmpty();
            assertThat(now.changes()).isNotEmpty();
        });
    }

    /** The same of the demo, whose customers go on meanwhile: of those who did nothing for a while. */
    public static void awaitSoundDemo(String bootstrapServers, String registry) {
        try (Registry schemas = Registry.connect(Map.of("schema.registry.url", registry))) {
            Map<String, String> client = Map.of("bootstrap.servers", bootstrapServers);
            awaitSound(
                    () -> {
                        long since = System.currentTimeMillis() - 2 * SETTLED;
                        return Contents.of(client, schemas, Topics.DEFAULT, "segue")
                                .restingSince(since);
                    },
                    Clock.LIVE);
        }
    }

    /** The same of a real history, of which every change is known beforehand. */
    public static void awaitSound(TestCluster cluster, History history) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Contents now = Contents.of(cluster);
            assertThat(words(findings(now))).isEmpty();
            assertThat(Crossing.of(now.changes())).containsExactlyInAnyOrderElementsOf(history.expected());
        });
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
