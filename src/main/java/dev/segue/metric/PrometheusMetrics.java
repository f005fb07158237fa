package dev.segue.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KafkaStreams;

/** The numbers in the text format that Prometheus reads. */
public final class PrometheusMetrics implements Metrics, AutoCloseable {

    private static final Duration[] LATENCIES =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000);
    private static final Duration[] ANSWER_TIMES = millis(1, 5, 25, 100, 500, 2_500, 10_000);
    private static final double[] ENTRIES = {1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000};

    /** What Kafka's numbers carry that there may be many of. */
    private static final Set<String> UNBOUNDED = Set.of(
            "task.id",
            "rocksdb.state.id",
            "in.memory.state.id",
            "processor.node.id",
            "partition",
            "topic",
            "topic.name",
            "node.id");

    private static final Pattern SUPERFLUOUS =
            Pattern.compile("kafka\\..*(\\.rate|authentication.*|\\.rate\\.per\\.hour|\\.time\\.ns\\..*|\\.io\\..*"
                    + "|\\.select\\..*|\\.connection\\.(close|creation)\\..*)");

    /** What is counted of what. */
    private record Count(Metric metric, String first, String second, String third) {}

    private final ConcurrentMap<Count, Counter> counters = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicInteger definitionProblems = new AtomicInteger();
    private final StreamsGauges streamsGauges = new StreamsGauges();
    private final TaskGauges taskGauges;
    private final Timer changeLatency;
    private final Timer exitDelay;
    private final DistributionSummary timelineEntries;
    private final DiskSpaceMetrics stateDisk;
    private final LongAdder events = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private KafkaStreamsMetrics clients;

    /**
     * @param stateDirectory whose file system is watched, once the state is there
     * @param deadLetterReasons are counted from the beginning: a counter that first shows at 1 has not risen, to Prometheus
     */
    public PrometheusMetrics(Path stateDirectory, Collection<String> deadLetterReasons) {
        this(stateDirectory, deadLetterReasons, System::currentTimeMillis);
    }

    PrometheusMetrics(Path stateDirectory, Collection<String> deadLetterReasons, LongSupplier wallClock) {
        registry.config().meterFilter(MeterFilter.deny(PrometheusMetrics::isLeftOut));
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        stateDisk = new DiskSpaceMetrics(stateDirectory.toFile());
        taskGauges = new TaskGauges(wallClock);
        registry.getPrometheusRegistry().register(taskGauges);
        registry.getPrometheusRegistry().register(streamsGauges);
        changeLatency = timer(Metric.CHANGE_LATENCY);
        exitDelay = timer(Metric.EXIT_DELAY);
        timelineEntries = DistributionSummary.builder(Metric.TIMELINE_ENTRIES.id())
                .description(Metric.TIMELINE_ENTRIES.meaning())
                .serviceLevelObjectives(ENTRIES)
                .register(registry);
        Gauge.builder(Metric.DEFINITION_PROBLEMS.id(), definitionProblems, AtomicInteger::get)
                .description(Metric.DEFINITION_PROBLEMS.meaning())
                .register(registry);
        deadLetterReasons.forEach(reason -> counter(Metric.DEAD_LETTERS, reason, "", ""));
        counter(Metric.TIMELINE_FOLDS, "", "", "");
        counter(Metric.BACKFILL_CUSTOMERS, "", "", "");
    }

    /** All numbers, as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void event(String source, String outcome) {
        counter(Metric.EVENTS, source, outcome, "").increment();
        events.increment();
    }

    @Override
    public void deadLetter(String reason) {
        counter(Metric.DEAD_LETTERS, reason, "", "").increment();
        deadLetters.increment();
    }

    @Override
    public void change(String segmentId, String type, String reason) {
        counter(Metric.CHANGES, segmentId, type, reason).increment();
        changes.increment();
    }

    @Override
    public Totals totals() {
        return new Totals(events.sum(), changes.sum(), deadLetters.sum());
    }

    @Override
    public void changeLatency(Duration latency) {
        changeLatency.record(latency);
    }

    @Override
    public void exitDelay(Duration delay) {
        exitDelay.record(delay);
    }

    @Override
    public void timelineEntries(int entries) {
        timelineEntries.record(entries);
    }

    @Override
    public void timelineFolded() {
        counter(Metric.TIMELINE_FOLDS, "", "", "").increment();
    }

    @Override
    public void definitionProblems(int problems) {
        definitionProblems.set(problems);
    }

    @Override
    public void backfilled() {
        counter(Metric.BACKFILL_CUSTOMERS, "", "", "").increment();
    }

    @Override
    public void request(String method, String route, int status, Duration duration) {
        Timer.builder(Metric.HTTP_REQUESTS.id())
                .description(Metric.HTTP_REQUESTS.meaning())
                .tags("method", method, "route", route, "status", String.valueOf(status))
                .serviceLevelObjectives(ANSWER_TIMES)
                .register(registry)
                .record(duration);
    }

    @Override
    public void task(String task, TaskStanding standing) {
        taskGauges.put(task, standing);
    }

    @Override
    public void taskClosed(String task) {
        taskGauges.remove(task);
    }

    @Override
    public synchronized void watch(KafkaStreams streams) {
        unwatch();
        clients = new KafkaStreamsMetrics(streams);
        clients.bindTo(registry);
        streamsGauges.watch(streams);
        // not before: where there is no directory yet, its file system would seem full
        stateDisk.bindTo(registry);
    }

    @Override
    public synchronized void unwatch() {
        streamsGauges.watch(null);
        if (clients != null) {
            clients.close();
            clients = null;
        }
    }

    @Override
    public void close() {
        unwatch();
        collections.close();
        registry.close();
    }

    private static boolean isLeftOut(Meter.Id id) {
        return id.getName().startsWith("kafka.")
                && (SUPERFLUOUS.matcher(id.getName()).matches()
                        || id.getTags().stream().map(Tag::getKey).anyMatch(UNBOUNDED::contains));
    }

    // the registry makes and sorts tags each time it is asked, which is too much for each record
    private Counter counter(Metric metric, String first, String second, String third) {
        return counters.computeIfAbsent(new Count(metric, first, second, third), this::register);
    }

    private Counter register(Count count) {
        List<String> values = List.of(count.first(), count.second(), count.third());
        List<Tag> tags = new ArrayList<>();
        for (String label : count.metric().labels()) {
            tags.add(Tag.of(label, values.get(tags.size())));
        }
        return Counter.builder(count.metric().id())
                .description(count.metric().meaning())
                .tags(tags)
                .register(registry);
    }

    private Timer timer(Metric metric) {
        return Timer.builder(metric.id())
                .description(metric.meaning())
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
