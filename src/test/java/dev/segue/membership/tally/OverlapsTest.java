package dev.segue.membership.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.membership.Arm;
import dev.segue.membership.Change;
import dev.segue.membership.tally.Overlaps.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OverlapsTest {

    private static final List<String> SEGMENTS = List.of("a", "b", "c", "d");

    private final Map<Pair, Long> told = new HashMap<>();
    private final Map<String, Set<String>> memberOf = new HashMap<>();

    @Test
    void shouldBeWhatCountingEverybodyWouldGive() {
        Overlaps overlaps = new Overlaps(this::tell);
        Random random = new Random(5);

        for (int i = 0; i < 2_000; i++) {
            overlaps.apply(turn("c" + random.nextInt(30), SEGMENTS.get(random.nextInt(SEGMENTS.size()))));
            if (i == 1_000) {
                overlaps = new Overlaps(this::tell);
                told.forEach(overlaps::restore);
            }

            assertThat(told).isEqualTo(counted());
        }
    }

    @Test
    void shouldTellTheLargestFirst() {
        Overlaps overlaps = new Overlaps(this::tell);
        overlaps.restore(new Pair("a", "b"), 3);
        overlaps.restore(new Pair("a", "c"), 7);
        overlaps.restore(new Pair("b", "c"), 5);

        assertThat(overlaps.largest(2)).isEqualTo(Map.of(new Pair("a", "c"), 7L, new Pair("b", "c"), 5L));
        assertThat(overlaps.largest(9)).hasSize(3);
    }

    private void tell(Pair pair, long size) {
        if (size == 0) {
            told.remove(pair);
        } else {
            told.put(pair, size);
        }
    }

    private Map<Pair, Long> counted() {
        Map<Pair, Long> counted = new HashMap<>();
        for (Set<String> segments : memberOf.values()) {
            List<String> ids = new ArrayList<>(segments);
            for (int i = 0; i < ids.size(); i++) {
                for (int j = i + 1; j < ids.size(); j++) {
                    counted.merge(new Pair(ids.get(i), ids.get(j)), 1L, Long::sum);
                }
            }
        }
        return counted;
    }

    private Change turn(String customer, String segment) {
        Set<String> segments = new TreeSet<>(memberOf.getOrDefault(customer, new HashSet<>()));
        Change.Type type = segments.remove(segment) ? Change.Type.EXITED : Change.Type.ENTERED;
        if (type == Change.Type.ENTERED) {
            segments.add(segment);
        }
        memberOf.put(customer, segments);
        return new Change(
                "",
                customer,
                segment,
                1,
                type,
                Change.Reason.EVENT,
                0,
                1,
                null,
                List.of(),
                List.copyOf(segments),
                null,
                Arm.TREATMENT);
    }
}
