package dev.segue.metric;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of one gauge at the time of a scrape, by their labels. */
final class GaugeFamily {

    private final Metric metric;
    private final Map<List<String>, Double> values = new LinkedHashMap<>();

    GaugeFamily(Metric metric) {
        this.metric = metric;
    }

    static GaugeFamily of(Metric metric, double value) {
        return new GaugeFamily(metric).add(value);
    }

    /** Adds to what has the same labels, given in the metric's order. */
    GaugeFamily add(double value, String... labels) {
        values.merge(List.of(labels), value, Double::sum);
        return this;
    }

    /** Keeps the greatest of what has the same labels: for what several share and each tells whole. */
    void most(double value, String... labels) {
        values.merge(List.of(labels), value, Math::max);
    }

    GaugeSnapshot snapshot() {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.published()).help(metric.meaning());
        values.forEach((labels, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(metric.labels(), labels))
                .value(value)
                .build()));
        return gauge.build();
    }
}
