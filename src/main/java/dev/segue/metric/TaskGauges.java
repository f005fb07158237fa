package dev.segue.metric;

import dev.segue.metric.TaskStanding.SegmentPair;
import dev.segue.metric.TaskStanding.SegmentSize;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What the tasks of this process say of themselves, added up when Prometheus asks. */
final class TaskGauges implements MultiCollector {

    private static final double MILLIS = 1_000;

    private final ConcurrentMap<String, TaskStanding> tasks = new ConcurrentHashMap<>();
    private final LongSupplier wallClock;

    /** @param wallClock epoch milliseconds */
    TaskGauges(LongSupplier wallClock) {
        this.wallClock = wallClock;
    }

    void put(String task, TaskStanding standing) {
        tasks.put(task, standing);
    }

    void remove(String task) {
        tasks.remove(task);
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, TaskStanding> all = new TreeMap<>(tasks);
        List<MetricSnapshot> gauges = new ArrayList<>();
        ofTasks(all).forEach(family -> gauges.add(family.snapshot()));
        ofSegments(all.values()).forEach(family -> gauges.add(family.snapshot()));
        return new MetricSnapshots(gauges);
    }

    private List<GaugeFamily> ofTasks(Map<String, TaskStanding> all) {
        Collection<TaskStanding> standings = all.values();
        long now = wallClock.getAsLong();
        long customers = sum(standings, TaskStanding::customers);
        long waiting =
                sum(standings, task -> task.backfilling() ? Math.max(0, task.customers() - task.backfilled()) : 0);
        GaugeFamily clocks = new GaugeFamily(Metric.TASK_CLOCK);
        all.forEach((id, task) -> clocks.add(task.clock() / MILLIS, id));
        return List.of(
                clocks,
                GaugeFamily.of(Metric.TASKS, all.size()),
                GaugeFamily.of(Metric.TASKS_BACKFILLING, sum(standings, task -> task.backfilling() ? 1 : 0)),
                GaugeFamily.of(Metric.BACKFILL_PROGRESS, customers == 0 ? 1 : 1 - waiting / (double) customers),
                GaugeFamily.of(Metric.CUSTOMERS, customers),
                GaugeFamily.of(Metric.DUE_CUSTOMERS, sum(standings, TaskStanding::due)),
                greatest(Metric.DUE_BACKLOG, standings, task -> task.clock() - task.earliestDue()),
                greatest(Metric.CLOCK_LAG, standings, task -> now - task.clock()),
                greatest(Metric.INPUT_LAG, standings, task -> now - task.readUntil()),
                GaugeFamily.of(
                        Metric.DEFINITIONS_VERSION,
                        standings.stream()
                                .mapToLong(TaskStanding::definitions)
                                .min()
                                .orElse(-1)));
    }

    private static List<GaugeFamily> ofSegments(Collection<TaskStanding> all) {
        Map<String, SegmentSize> sizes = new TreeMap<>();
        GaugeFamily overlaps = new GaugeFamily(Metric.OVERLAP_MEMBERS);
        for (TaskStanding task : all) {
            task.segments().forEach((id, size) -> sizes.merge(id, size, SegmentSize::plus));
            for (Map.Entry<SegmentPair, Long> overlap : task.overlaps().entrySet()) {
                overlaps.add(
                        overlap.getValue(),
                        overlap.getKey().first(),
                        overlap.getKey().second());
            }
        }
        GaugeFamily members = new GaugeFamily(Metric.MEMBERS);
        GaugeFamily turnover = new GaugeFamily(Metric.TURNOVER);
        sizes.forEach((id, size) -> {
            members.add(size.members(), id);
            turnover.add(size.entered(), id, "entered").add(size.exited(), id, "exited");
        });
        return List.of(members, turnover, overlaps);
    }

    private static long sum(Collection<TaskStanding> all, ToLongFunction<TaskStanding> value) {
        return all.stream().mapToLong(value).sum();
    }

    /** Of milliseconds, in seconds; 0 where there is nothing above. */
    private static GaugeFamily greatest(
            Metric metric, Collection<TaskStanding> all, ToLongFunction<TaskStanding> value) {
        long greatest = all.stream().mapToLong(value).max().orElse(0);
        return GaugeFamily.of(metric, Math.max(0, greatest) / MILLIS);
    }
}
