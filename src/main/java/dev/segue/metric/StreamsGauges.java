package dev.segue.metric;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What Kafka Streams counts by task, store and partition, added up over the tasks and partitions of this process when Prometheus
 * asks: as they are, they would be some eighty series for each store of each task.
 */
public final class StreamsGauges implements MultiCollector {

    private static final String STORE = "rocksdb-state-id";
    private static final String SHARED_CACHE = "block-cache-usage";

    /** Where the numbers of a store go: which metric, and its second label where it has one. */
    private record Target(Metric metric, String part) {}

    private static final Map<String, Target> OF_STORES = Map.of(
            "total-sst-files-size", new Target(Metric.STORE_DISK, ""),
            "size-all-mem-tables", new Target(Metric.STORE_MEMORY, "memtables"),
            "estimate-table-readers-mem", new Target(Metric.STORE_MEMORY, "table-readers"),
            "estimate-num-keys", new Target(Metric.STORE_KEYS, ""),
            "estimate-pending-compaction-bytes", new Target(Metric.STORE_PENDING_COMPACTION, ""),
            "background-errors", new Target(Metric.STORE_ERRORS, ""));

    private static final List<Metric> UNLABELLED =
            List.of(Metric.STANDBY_TASKS, Metric.CHANGELOG_LAG_RECORDS, Metric.RESTORE_REMAINING);

    private static final List<Metric> LABELLED = List.of(
            Metric.INPUT_LAG_RECORDS,
            Metric.STORE_DISK,
            Metric.STORE_MEMORY,
            Metric.STORE_KEYS,
            Metric.STORE_PENDING_COMPACTION,
            Metric.STORE_ERRORS);

    private volatile KafkaStreams streams;

    void watch(KafkaStreams watched) {
        streams = watched;
    }

    @Override
    public MetricSnapshots collect() {
        Map<Metric, GaugeFamily> families = new EnumMap<>(Metric.class);
        UNLABELLED.forEach(metric -> families.put(metric, GaugeFamily.of(metric, 0)));
        LABELLED.forEach(metric -> families.put(metric, new GaugeFamily(metric)));
        KafkaStreams now = streams;
        if (now != null) {
            now.metrics().forEach((name, metric) -> add(families, name, metric));
            now.metadataForLocalThreads()
                    .forEach(thread -> families.get(Metric.STANDBY_TASKS)
                            .add(thread.standbyTasks().size()));
        }
        List<MetricSnapshot> snapshots = new ArrayList<>();
        families.values().forEach(family -> snapshots.add(family.snapshot()));
        return new MetricSnapshots(snapshots);
    }

    private static void add(Map<Metric, GaugeFamily> families, MetricName name, org.apache.kafka.common.Metric metric) {
        switch (name.group()) {
            case "stream-state-metrics" -> {
                String store = name.tags().get(STORE);
                if (name.name().equals(SHARED_CACHE)) {
                    families.get(Metric.STORE_MEMORY).most(value(metric), "all", "block-cache");
                    return;
                }
                Target target = OF_STORES.get(name.name());
                if (store != null && target != null) {
                    String[] labels =
                            target.part().isEmpty() ? new String[] {store} : new String[] {store, target.part()};
                    families.get(target.metric()).add(value(metric), labels);
                }
            }
            case "stream-task-metrics" -> {
                if (name.name().equals("restore-remaining-records-total")) {
                    families.get(Metric.RESTORE_REMAINING).add(value(metric));
                }
            }
            case "consumer-fetch-manager-metrics" -> {
                if (name.name().equals("records-lag")) {
                    addLag(families, name.tags(), value(metric));
                }
            }
            default -> {}
        }
    }

    /** How many records of the inputs these have not read yet, as far as their consumers know. */
    public static long inputLag(KafkaStreams streams) {
        return streams.metrics().entrySet().stream()
                .filter(one -> one.getKey().group().equals("consumer-fetch-manager-metrics")
                        && one.getKey().name().equals("records-lag")
                        && isOfInputs(one.getKey().tags().getOrDefault("client-id", "")))
                .mapToLong(one -> (long) value(one.getValue()))
                .sum();
    }

    private static boolean isOfInputs(String client) {
        return !client.endsWith("-restore-consumer") && !client.endsWith("-global-consumer");
    }

    private static void addLag(Map<Metric, GaugeFamily> families, Map<String, String> tags, double lag) {
        String client = tags.getOrDefault("client-id", "");
        if (client.endsWith("-restore-consumer")) {
            families.get(Metric.CHANGELOG_LAG_RECORDS).add(lag);
        } else if (isOfInputs(client)) {
            families.get(Metric.INPUT_LAG_RECORDS).add(lag, tags.getOrDefault("topic", ""));
        }
    }

    private static double value(org.apache.kafka.common.Metric metric) {
        try {
            double value = metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
            return Double.isFinite(value) ? value : 0;
        } catch (RuntimeException e) {
            // the store is being closed, with the task: nothing is left to be counted
            return 0;
        }
    }
}
