package dev.segue.metric;

import java.util.Locale;
import java.util.stream.Collectors;

/** The reference of Segue's own metrics, written from their declaration. */
public final class MetricsReference {

    private static final String HEAD = """
            # Metrics

            At `/metrics`, for Prometheus: on `segue.management.port` where that is set, as the image, the chart and the compose file
            do (8090), else on the API's port. The name of the scrape job must contain `segue`: dashboards and alerts find it by that.

            Each instance reports only the tasks that run on it; sum over instances. No label holds a customer. Histograms come as
            `_bucket`, `_sum` and `_count`, and as `_max`, the greatest of the last minutes.

            | metric | type | unit | labels | meaning |
            |---|---|---|---|---|
            """;

    private static final String TAIL = """

            Others come from Kafka and Java, as Micrometer names them: `kafka_stream_*`, `kafka_consumer_*`, `kafka_producer_*` and
            `kafka_admin_client_*` by thread and client, `jvm_*`, `process_*`, `system_*`, and `disk_free_bytes` and
            `disk_total_bytes` of the state directory's file system. What Kafka counts for each task, store, partition, topic or
            broker is left out, since it grows with the cluster: Segue publishes the sums that matter (`segue_store_*`,
            `segue_*_lag_records`, `segue_restore_remaining_records`). So are Kafka's rates, which Prometheus makes of the totals.

            The dashboards in `helm/segue/dashboards` and the alerts in `helm/segue/rules` go by these numbers;
            [runbook.md](runbook.md) says what to do.
            """;

    private MetricsReference() {}

    /** The whole reference as Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Metric metric : Metric.values()) {
            String labels =
                    metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            text.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.published(),
                            metric.kind().name().toLowerCase(Locale.ROOT),
                            metric.unit(),
                            labels,
                            metric.meaning()));
        }
        return text.append(TAIL).toString();
    }
}
