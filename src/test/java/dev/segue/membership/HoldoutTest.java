package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Click;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    private static final int CUSTOMERS = 10_000;

    @Test
    void shouldHoldOutTheShareOfCustomersAndOthersInEachSegmentAndWithEachSeed() {
        List<Boolean> one = heldOut(new Holdout("seed"), "a");
        List<Boolean> otherSegment = heldOut(new Holdout("seed"), "b");
        List<Boolean> otherSeed = heldOut(new Holdout("another"), "a");

        assertThat(count(one)).isBetween(900L, 1_100L);
        assertThat(heldOut(new Holdout("seed"), "a")).isEqualTo(one);
        // of independent tenths, a hundredth is in both
        assertThat(inBoth(one, otherSegment)).isBetween(50L, 150L);
        assertThat(inBoth(one, otherSeed)).isBetween(50L, 150L);
    }

    @Test
    void shouldMarkTheChangeAndTheMembershipAndKeepTheMark() throws Exception {
        String everyone = "segments: [{id: a, name: A, holdout: 1, enter: 'events(\"x\").count() > 0'}]";
        Assigner assigner =
                new Assigner(Definitions.compile(everyone, Limits.DEFAULT), 0, 0, Retention.DEFAULT, "seed");
        Customer customer = Customer.unknown("c");
        List<Change> changes = new ArrayList<>();
        Click click = new Click("e", "c", "x", 1_000, null, null, null, null, null, Map.of());
        StoredParts parts = new StoredParts();

        assigner.apply(customer, click, null, 1_000, changes::add);
        customer.write(parts, 1);

        assertThat(changes).singleElement().extracting(Change::arm).isEqualTo(Arm.HOLDOUT);
        assertThat(changes.get(0).memberOf()).containsExactly("a");
        assertThat(Customer.read("c", parts).memberships())
                .singleElement()
                .extracting(Membership::arm)
                .isEqualTo(Arm.HOLDOUT);
    }

    private static List<Boolean> heldOut(Holdout holdout, String segmentId) {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> holdout.arm(segmentId, 0.1, "customer-" + i) == Arm.HOLDOUT)
                .toList();
    }

    private static long count(List<Boolean> heldOut) {
        return heldOut.stream().filter(is -> is).count();
    }

    private static long inBoth(List<Boolean> one, List<Boolean> other) {
        return IntStream.range(0, CUSTOMERS)
                .filter(i -> one.get(i) && other.get(i))
                .count();
    }
}
