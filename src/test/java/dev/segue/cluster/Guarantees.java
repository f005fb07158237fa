package dev.segue.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ChangeType;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.avro.SegmentChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must hold of whatever the service has committed, at any time and after any failure, as long as no customer is forgotten.
 *
 * @param changes all of them, each customer's in the order in which they are on their topic
 * @param memberships what the compacted topic comes to, by customer
 */
public record Guarantees(List<SegmentChange> changes, Map<String, CustomerMemberships> memberships) {

    /** All guarantees for these changes, which are all there are in the cluster. */
    public static void hold(TestCluster cluster, List<SegmentChange> changes) {
        Guarantees guarantees = new Guarantees(changes, cluster.memberships());
        guarantees.eachChangeIsThereOnce();
        guarantees.sequencesAreDense();
        guarantees.enteredAndExitedAlternate();
        guarantees.memberOfIsTheFoldOfTheChanges();
        guarantees.membershipsAreTheFoldOfTheChanges();
    }

    public void eachChangeIsThereOnce() {
        assertThat(changes.stream().map(SegmentChange::getChangeId)).doesNotHaveDuplicates();
    }

    public void sequencesAreDense() {
        Map<String, Long> last = new HashMap<>();
        for (SegmentChange change : changes) {
            assertThat(change.getSequence())
                    .as("sequence of %s", change)
                    .isEqualTo(last.merge(change.getCustomerId(), 1L, Long::sum));
        }
    }

    public void enteredAndExitedAlternate() {
        Map<String, ChangeType> last = new HashMap<>();
        for (SegmentChange change : changes) {
            ChangeType before = last.put(change.getCustomerId() + " " + change.getSegmentId(), change.getType());
            assertThat(change.getType())
                    .as("type of %s", change)
                    .isEqualTo(before == ChangeType.ENTERED ? ChangeType.EXITED : ChangeType.ENTERED);
        }
    }

    public void memberOfIsTheFoldOfTheChanges() {
        Map<String, Map<String, Long>> since = new HashMap<>();
        for (SegmentChange change : changes) {
            assertThat(change.getMemberOf())
                    .as("memberOf of %s", change)
                    .containsExactlyElementsOf(fold(since, change).keySet());
        }
    }

    public void membershipsAreTheFoldOfTheChanges() {
        Map<String, Map<String, Long>> since = new TreeMap<>();
        Map<String, Long> sequences = new TreeMap<>();
        for (SegmentChange change : changes) {
            fold(since, change);
            sequences.put(change.getCustomerId(), change.getSequence());
        }
        Map<String, Map<String, Long>> published = new TreeMap<>();
        Map<String, Long> reached = new TreeMap<>();
        memberships.forEach((customer, all) -> {
            Map<String, Long> segments = new TreeMap<>();
            for (Membership membership : all.getMemberships()) {
                segments.put(membership.getSegmentId(), membership.getSince().toEpochMilli());
            }
            published.put(customer, segments);
            reached.put(customer, all.getSequence());
        });
        assertThat(published).isEqualTo(since);
        assertThat(reached).isEqualTo(sequences);
    }

    /** Applies a change to what its customer is in, and since when. */
    private static Map<String, Long> fold(Map<String, Map<String, Long>> since, SegmentChange change) {
        Map<String, Long> segments = since.computeIfAbsent(change.getCustomerId(), id -> new TreeMap<>());
        if (change.getType() == ChangeType.ENTERED) {
            segments.put(change.getSegmentId(), change.getOccurredAt().toEpochMilli());
        } else {
            segments.remove(change.getSegmentId());
        }
        return segments;
    }
}
