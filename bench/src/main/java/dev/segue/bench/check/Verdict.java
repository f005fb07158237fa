package dev.segue.bench.check;

import java.util.HashMap;
import java.util.Map;

/**
 * How what was written differs from what is right.
 *
 * @param expected changes there should be
 * @param wrong changes that should not be there at all
 * @param missing changes that should be there and are not
 * @param duplicate changes that are right and there too often
 */
public record Verdict(long expected, long wrong, long missing, long duplicate) {

    /** Compares changes as often as they are there; their order does not matter. */
    static Verdict of(Iterable<Change> expected, Iterable<Change> written) {
        Map<Change, Integer> right = count(expected);
        Map<Change, Integer> found = count(written);
        long wrong = 0;
        long missing = 0;
        long duplicate = 0;
        for (Map.Entry<Change, Integer> one : found.entrySet()) {
            int wanted = right.getOrDefault(one.getKey(), 0);
            if (wanted == 0) {
                wrong += one.getValue();
            } else {
                duplicate += Math.max(0, one.getValue() - wanted);
            }
        }
        for (Map.Entry<Change, Integer> one : right.entrySet()) {
            missing += Math.max(0, one.getValue() - found.getOrDefault(one.getKey(), 0));
        }
        long all = right.values().stream().mapToLong(Integer::intValue).sum();
        return new Verdict(all, wrong, missing, duplicate);
    }

    private static Map<Change, Integer> count(Iterable<Change> changes) {
        Map<Change, Integer> counted = new HashMap<>();
        changes.forEach(change -> counted.merge(change, 1, Integer::sum));
        return counted;
    }

    public boolean right() {
        return wrong + missing + duplicate == 0;
    }
}
