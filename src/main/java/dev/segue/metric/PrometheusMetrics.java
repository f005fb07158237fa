package dev.segue.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/** The numbers in the text format that Prometheus reads. */
public final class PrometheusMetrics implements Metrics, AutoCloseable {

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    /** Where a task stands. */
    private record Standing(long clock, long definitions, boolean backfilling, Map<String, Long> sizes) {}

    /** What is counted of what. */
    private record Count(String name, String first, String second, String third) {}

    private final ConcurrentMap<Count, Counter> counters = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ConcurrentMap<String, Standing> tasks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Boolean> knownSegments = new ConcurrentHashMap<>();
    private final AtomicInteger definitionProblems = new AtomicInteger();
    private final Timer changeLatency;
    private final Timer exitDelay;
    private KafkaStreamsMetrics clients;

    public PrometheusMetrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        changeLatency = timer("segue.change.latency", "From the writing of a record to the change that it made");
        exitDelay = timer("segue.exit.delay", "How much later than due changes by time alone were found");
        Gauge.builder("segue.definition.problems", definitionProblems, AtomicInteger::get)
                .description("Problems of the newest segment definitions; above 0 those before them are in force")
                .register(registry);
        gauge("segue.tasks", "Tasks that run here", all -> all.size());
        gauge(
                "segue.tasks.backfilling",
                "Tasks that still bring customers up to new definitions",
                all -> all.values().stream().filter(Standing::backfilling).count());
        gauge(
                "segue.definitions.version",
                "Version of the oldest definition set in force",
                all -> all.values().stream()
                        .mapToLong(Standing::definitions)
                        .min()
                        .orElse(-1));
    }

    /** All numbers, as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void event(String source, String outcome) {
        counter("segue.events", source, outcome, "", () -> Tags.of("source", source, "outcome", outcome));
    }

    @Override
    public void deadLetter(String reason) {
        registry.counter("segue.dead.letters", "reason", reason).increment();
    }

    @Override
    public void change(String segmentId, String type, String reason) {
        counter(
                "segue.changes",
                segmentId,
                type,
                reason,
                () -> Tags.of("segment", segmentId, "type", type, "reason", reason));
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
    public void timelineFolded() {
        registry.counter("segue.timeline.folds").increment();
    }

    @Override
    public void definitionProblems(int problems) {
        definitionProblems.set(problems);
    }

    @Override
    public void backfilled() {
        registry.counter("segue.backfill.customers").increment();
    }

    @Override
    public void request(String method, String route, int status, Duration duration) {
        registry.timer("segue.http.requests", "method", method, "route", route, "status", String.valueOf(status))
                .record(duration);
    }

    @Override
    public void task(String task, long clock, long definitions, boolean backfilling, Map<String, Long> sizes) {
        tasks.put(task, new Standing(clock, definitions, backfilling, Map.copyOf(sizes)));
        Gauge.builder("segue.task.clock", tasks, all -> seconds(all.get(task)))
                .description("Event time that the task has reached")
                .baseUnit("seconds")
                .tag("task", task)
                .register(registry);
        sizes.keySet().forEach(this::gaugeOfSegment);
    }

    @Override
    public void taskClosed(String task) {
        tasks.remove(task);
        registry.find("segue.task.clock").tag("task", task).meters().forEach(registry::remove);
    }

    @Override
    public synchronized void watch(KafkaStreams streams) {
        if (clients != null) {
            clients.close();
        }
        clients = new KafkaStreamsMetrics(streams);
        clients.bindTo(registry);
    }

    @Override
    public synchronized void close() {
        if (clients != null) {
            clients.close();
        }
        collections.close();
        registry.close();
    }

    // the registry makes and sorts tags each time it is asked, which is too much for each record
    private void counter(String name, String first, String second, String third, Supplier<Tags> tags) {
        counters.computeIfAbsent(new Count(name, first, second, third), any -> registry.counter(name, tags.get()))
                .increment();
    }

    private void gaugeOfSegment(String segmentId) {
        if (knownSegments.putIfAbsent(segmentId, true) == null) {
            Gauge.builder(
                            "segue.members",
                            tasks,
                            all -> all.values().stream()
                                    .mapToLong(standing -> standing.sizes().getOrDefault(segmentId, 0L))
                                    .sum())
                    .description("Customers in the segment, of the tasks that run here")
                    .tags(Tags.of("segment", segmentId))
                    .register(registry);
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<Map<String, Standing>> value) {
        Gauge.builder(name, tasks, value::applyAsDouble)
                .description(description)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private static double seconds(Standing standing) {
        return standing == null ? Double.NaN : standing.clock / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
