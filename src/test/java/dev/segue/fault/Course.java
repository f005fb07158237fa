package dev.segue.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The course that one of the {@link Vital vitals} took. It is flat if, in the second half of the time, the straight line through
 * what was seen (the median of all slopes between two sights, so that a single peak counts for nothing) rises by less than a tenth of
 * the level, or by less than what comes and goes by itself.
 */
final class Course {

    private static final double TENTH = 0.1;

    private final Vital vital;
    private final List<Double> seen = new ArrayList<>();

    Course(Vital vital) {
        this.vital = vital;
    }

    void see(double value) {
        seen.add(value);
    }

    boolean isFlat() {
        return rise() <= Math.max(TENTH * level(), vital.slack());
    }

    /** By how much the line rises over the second half. */
    double rise() {
        List<Double> half = half();
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < half.size(); i++) {
            for (int j = i + 1; j < half.size(); j++) {
                slopes.add((half.get(j) - half.get(i)) / (j - i));
            }
        }
        return slopes.isEmpty() ? 0 : median(slopes) * (half.size() - 1);
    }

    /** The median of the second half. */
    double level() {
        return median(half());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-33s first %8.1f  median of the second half %8.1f  rise in it %+7.1f  %s",
                vital.words(),
                seen.isEmpty() ? 0 : seen.get(0),
                level(),
                rise(),
                isFlat() ? "flat" : "GROWS");
    }

    private List<Double> half() {
        return seen.subList(seen.size() / 2, seen.size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
