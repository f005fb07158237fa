package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DueIndexTest {

    private final DueIndex due = new DueIndex();

    @Test
    void shouldGiveCustomersOutInTheOrderOfTheirInstants() {
        due.put("b", 20);
        due.put("c", 30);
        due.put("a", 10);

        assertThat(takeAll(31)).containsExactly("a", "b", "c");
    }

    @Test
    void shouldKeepWhoIsDueAtTheClockItself() {
        due.put("a", 10);

        assertThat(due.hasBefore(10)).isFalse();
        assertThat(due.takeBefore(10)).isNull();
        assertThat(due.takeBefore(11)).isEqualTo("a");
    }

    @Test
    void shouldGiveACustomerOutOnceWhenTheInstantMovedToEarlier() {
        due.put("a", 20);
        due.put("a", 10);

        assertThat(takeAll(100)).containsExactly("a");
        assertThat(due.size()).isZero();
    }

    @Test
    void shouldLeaveACustomerInPlaceWhenTheInstantMovedToLater() {
        due.put("a", 10);
        due.put("a", 20);
        due.put("a", Long.MAX_VALUE);

        assertThat(takeAll(15)).containsExactly("a");
    }

    /** Whoever is due comes out in time, if those taken out are put back with their true instant, as the task does. */
    @Property
    void shouldNeverMissWhoIsDue(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 5) Integer> customers,
            @ForAll @Size(min = 60, max = 60) List<@IntRange(min = 0, max = 99) Integer> instants) {
        DueIndex index = new DueIndex();
        Map<String, Long> truth = new HashMap<>();
        for (int i = 0; i < customers.size(); i++) {
            String customer = "c" + customers.get(i);
            long at = instants.get(i);
            truth.put(customer, at);
            index.put(customer, at);
        }

        List<String> fired = new ArrayList<>();
        for (String next = index.takeBefore(50); next != null; next = index.takeBefore(50)) {
            if (truth.get(next) < 50) {
                fired.add(next);
                truth.put(next, Long.MAX_VALUE);
            }
            index.put(next, truth.get(next));
        }

        assertThat(fired).doesNotHaveDuplicates();
        assertThat(truth.values()).noneMatch(at -> at < 50);
        assertThat(index.hasBefore(Long.MAX_VALUE))
                .isEqualTo(truth.values().stream().anyMatch(at -> at != Long.MAX_VALUE));
    }

    private List<String> takeAll(long clock) {
        List<String> taken = new ArrayList<>();
        for (String next = due.takeBefore(clock); next != null; next = due.takeBefore(clock)) {
            taken.add(next);
        }
        return taken;
    }
}
