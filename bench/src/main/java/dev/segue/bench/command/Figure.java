package dev.segue.bench.command;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A figure over several runs. */
record Figure(double median, double min, double max) {

    static <T> Figure of(List<T> runs, ToDoubleFunction<T> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The median, and the least and the most where they differ. */
    String text(String format) {
        String middle = String.format(Locale.ROOT, format, median);
        String low = String.format(Locale.ROOT, format, min);
        String high = String.format(Locale.ROOT, format, max);
        return low.equals(high) ? middle : middle + " (" + low + " - " + high + ")";
    }
}
