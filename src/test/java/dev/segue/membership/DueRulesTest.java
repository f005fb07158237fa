package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.rule.plan.Verdict;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DueRulesTest {

    private final DueRules due = new DueRules();

    @Test
    void shouldTakeBackWhatWasSaidBefore() {
        due.put(7, 100);
        due.put(3, 50);

        due.put(3, 200);
        assertThat(due.earliest()).isEqualTo(100);
        due.put(7, Verdict.NEVER);
        assertThat(due.earliest()).isEqualTo(200);
    }

    @Test
    void shouldBeDueNeverAfterAllIsCleared() {
        due.put(1, 10);

        due.clear();

        assertThat(due.earliest()).isEqualTo(Verdict.NEVER);
        assertThat(upTo(10).isEmpty()).isTrue();
    }

    @Test
    void shouldAgreeWithAMapAfterAnyChanges() {
        Random random = new Random(1);
        Map<Integer, Long> expected = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            int rule = random.nextInt(60);
            long instant = random.nextInt(3) == 0 ? Verdict.NEVER : random.nextInt(40);

            due.put(rule, instant);

            expected.put(rule, instant);
            assertThat(due.earliest())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(any -> any)
                            .min()
                            .orElseThrow());
            assertThat(upTo(20).stream().boxed().toList())
                    .containsExactlyElementsOf(expected.keySet().stream()
                            .filter(one -> expected.get(one) <= 20)
                            .toList());
        }
    }

    private BitSet upTo(long instant) {
        BitSet found = new BitSet();
        due.collect(instant, found);
        return found;
    }
}
