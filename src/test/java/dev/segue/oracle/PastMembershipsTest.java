package dev.segue.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.event.Forget;
import dev.segue.explain.PastMemberships;
import dev.segue.explain.PastMemberships.PastMembership;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.timeline.StoredParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Memberships as of the past against the fold of all changes. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
class PastMembershipsTest {

    private static final long RETENTION = 25;

    @Property(tries = 1_000)
    void shouldBeTheFoldOfTheChangesUpToThen(@ForAll("histories") Scenario scenario) {
        Customer customer = Customer.unknown(Scenario.CUSTOMER);
        StoredParts parts = new StoredParts();
        Assigner assigner = new Assigner(scenario.segmentSet(), 1, 0, scenario.kept(), "seed");
        List<Change> changes = new ArrayList<>();
        long forgotten = Long.MIN_VALUE;
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Read read) {
                assigner.apply(customer, read.event(), null, read.clock(), changes::add);
                forgotten = read.event() instanceof Forget ? read.clock() : forgotten;
            } else {
                assigner.passTime(customer, step.clock(), changes::add);
            }
            customer.write(parts, step.clock());
            customer = Customer.read(Scenario.CUSTOMER, parts);
            check(customer, parts, changes, Math.max(forgotten, step.clock() - RETENTION), step.clock());
        }
    }

    private static void check(Customer customer, StoredParts parts, List<Change> changes, long from, long clock) {
        for (long at = from; at <= clock; at++) {
            PastMemberships past = PastMemberships.of(
                    customer.id(), at, customer.memberships(), customer.keptChanges(parts), clock, RETENTION);
            Map<String, Long> expected = fold(changes, at);

            assertThat(past.memberships().stream().map(PastMembership::segmentId))
                    .containsExactlyElementsOf(expected.keySet());
            for (PastMembership membership : past.memberships()) {
                // only what is no longer kept may not be known
                boolean unknown =
                        membership.since() == null && expected.get(membership.segmentId()) <= clock - RETENTION;
                assertThat(unknown ? expected.get(membership.segmentId()) : membership.since())
                        .isEqualTo(expected.get(membership.segmentId()));
            }
        }
    }

    private static Map<String, Long> fold(List<Change> changes, long at) {
        Map<String, Long> since = new TreeMap<>();
        for (Change change : changes) {
            if (change.occurredAt() <= at && change.type() == Change.Type.ENTERED) {
                since.put(change.segmentId(), change.occurredAt());
            } else if (change.occurredAt() <= at) {
                since.remove(change.segmentId());
            }
        }
        return since;
    }

    @Test
    void shouldSayWhatCannotBeAnswered() {
        assertThatThrownBy(() -> PastMemberships.of("c1", 999, List.of(), List.of(), 2_000, 1_000))
                .isInstanceOf(UnanswerableInstant.class)
                .hasMessage("memberships are known from 1970-01-01T00:00:01Z to 1970-01-01T00:00:02Z, not as of "
                        + "1970-01-01T00:00:00.999Z; ask for an instant between the two");
        assertThatThrownBy(() -> PastMemberships.of("c1", 2_001, List.of(), List.of(), 2_000, 1_000))
                .isInstanceOf(UnanswerableInstant.class);
        assertThat(PastMemberships.of("c1", 1_000, List.of(), List.of(), 2_000, 1_000)
                        .memberships())
                .isEmpty();
    }

    @Provide
    Arbitrary<Scenario> histories() {
        return Arbitraries.randomValue(random -> AssignerAgainstOracleTest.scenario(random, 1, RETENTION, false, 40));
    }
}
