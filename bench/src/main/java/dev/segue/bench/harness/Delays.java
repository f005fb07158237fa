package dev.segue.bench.harness;

import org.HdrHistogram.Histogram;

/** Delays in milliseconds: how many were measured, and how long they were. */
public record Delays(long count, double p50, double p99, double p999, double max) {

    static Delays of(Histogram histogram) {
        return new Delays(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
