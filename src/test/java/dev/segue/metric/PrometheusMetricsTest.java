package dev.segue.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.metric.TaskStanding.SegmentPair;
import dev.segue.metric.TaskStanding.SegmentSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusMetricsTest {

    private static final long NOW = 100_000;

    @TempDir
    private static Path directory;

    private final PrometheusMetrics metrics = new PrometheusMetrics(directory, List.of("oversized"), () -> NOW);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountWhatHappensByBoundedLabels() {
        metrics.event("clickstream", "accepted");
        metrics.event("clickstream", "accepted");
        metrics.event("purchases", "duplicate");
        metrics.deadLetter("wrong-key");
        metrics.change("big-spender", "entered", "event");
        metrics.timelineFolded();
        metrics.backfilled();

        assertThat(metrics.scrape().lines())
                .contains(
                        "segue_events_total{outcome=\"accepted\",source=\"clickstream\"} 2.0",
                        "segue_events_total{outcome=\"duplicate\",source=\"purchases\"} 1.0",
                        "segue_dead_letters_total{reason=\"oversized\"} 0.0",
                        "segue_dead_letters_total{reason=\"wrong-key\"} 1.0",
                        "segue_changes_total{reason=\"event\",segment=\"big-spender\",type=\"entered\"} 1.0",
                        "segue_timeline_folds_total 1.0",
                        "segue_backfill_customers_total 1.0");
    }

    @Test
    void shouldMeasureLatenciesInSeconds() {
        metrics.changeLatency(Duration.ofMillis(40));
        metrics.exitDelay(Duration.ofMillis(400));

        assertThat(metrics.scrape().lines())
                .contains(
                        "segue_change_latency_seconds_bucket{le=\"0.025\"} 0",
                        "segue_change_latency_seconds_bucket{le=\"0.05\"} 1",
                        "segue_change_latency_seconds_count 1",
                        "segue_change_latency_seconds_sum 0.04",
                        "segue_exit_delay_seconds_bucket{le=\"0.5\"} 1",
                        "segue_exit_delay_seconds_sum 0.4");
    }

    @Test
    void shouldAddUpTheTasksThatRunHere() {
        SegmentPair both = new SegmentPair("big-spender", "lapsed");
        metrics.task(
                "0_0",
                new TaskStanding(
                        5_000,
                        98_000,
                        7,
                        30,
                        -1,
                        2,
                        4_000,
                        Map.of("big-spender", new SegmentSize(3, 5, 2)),
                        Map.of(both, 1L)));
        metrics.task(
                "0_1",
                new TaskStanding(
                        6_500,
                        99_000,
                        9,
                        10,
                        6,
                        1,
                        Long.MAX_VALUE,
                        Map.of("big-spender", new SegmentSize(4, 1, 1), "lapsed", new SegmentSize(0, 0, 0)),
                        Map.of(both, 2L)));

        assertThat(metrics.scrape().lines())
                .contains(
                        "segue_members{segment=\"big-spender\"} 7.0",
                        "segue_members{segment=\"lapsed\"} 0.0",
                        "segue_turnover{segment=\"big-spender\",type=\"entered\"} 6.0",
                        "segue_turnover{segment=\"big-spender\",type=\"exited\"} 3.0",
                        "segue_overlap_members{first=\"big-spender\",second=\"lapsed\"} 3.0",
                        "segue_tasks 2.0",
                        "segue_tasks_backfilling 1.0",
                        "segue_backfill_progress_ratio 0.9",
                        "segue_customers 40.0",
                        "segue_due_customers 3.0",
                        "segue_due_backlog_seconds 1.0",
                        "segue_clock_lag_seconds 95.0",
                        "segue_input_lag_seconds 2.0",
                        "segue_definitions_version 7.0",
                        "segue_task_clock_seconds{task=\"0_1\"} 6.5");
    }

    @Test
    void shouldForgetATaskThatLeft() {
        metrics.task("0_0", standing(5_000, 7, 3));
        metrics.task("0_1", standing(6_500, 9, 4));

        metrics.taskClosed("0_0");

        assertThat(metrics.scrape().lines())
                .contains("segue_members{segment=\"big-spender\"} 4.0", "segue_definitions_version 9.0")
                .noneMatch(line -> line.contains("task=\"0_0\""));
    }

    @Test
    void shouldFollowATaskThatCameBack() {
        metrics.task("0_0", standing(5_000, 7, 3));
        metrics.taskClosed("0_0");

        metrics.task("0_0", standing(8_000, 7, 3));
        metrics.task("0_0", standing(9_000, 7, 3));

        assertThat(metrics.scrape().lines()).contains("segue_task_clock_seconds{task=\"0_0\"} 9.0");
    }

    @Test
    void shouldSayHowManyProblemsTheNewestDefinitionsHave() {
        metrics.definitionProblems(3);
        String before = metrics.scrape();

        metrics.definitionProblems(0);

        assertThat(before.lines()).contains("segue_definition_problems 3.0");
        assertThat(metrics.scrape().lines()).contains("segue_definition_problems 0.0");
    }

    @Test
    void shouldPublishKafkasNumbersOnlyWhileItIsWatched() {
        try (KafkaStreams streams = notStarted()) {
            metrics.watch(streams);
            String watched = metrics.scrape();

            metrics.unwatch();

            assertThat(watched.lines())
                    .anyMatch(line -> line.startsWith("kafka_stream_client_state{"))
                    .anyMatch(line -> line.startsWith("disk_free_bytes{"))
                    .noneMatch(line -> line.matches("kafka_.*(task_id|partition|topic|node_id)=.*"));
            assertThat(metrics.scrape().lines()).noneMatch(line -> line.startsWith("kafka_"));
        }
    }

    @Test
    void shouldPublishWhatTheReferenceSaysAndNoMore() {
        metrics.event("clickstream", "accepted");
        metrics.deadLetter("wrong-key");
        metrics.change("big-spender", "entered", "event");
        metrics.task("0_0", standing(5_000, 7, 3));
        metrics.request("GET", "/v1/segments", 200, Duration.ofMillis(3));

        Set<String> published = published();

        Set<String> declared = Stream.of(Metric.values())
                .flatMap(metric -> metric.kind() == Metric.Kind.HISTOGRAM
                        ? Stream.of(metric.published() + " histogram", metric.published() + "_max gauge")
                        : Stream.of(
                                metric.published() + " " + metric.kind().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        // these have no series before a store is open or an input assigned
        declared.removeIf(line -> line.startsWith("segue_store_") || line.startsWith("segue_input_lag_records"));
        published.removeIf(line -> line.startsWith("segue_store_") || line.startsWith("segue_input_lag_records"));
        assertThat(published).isEqualTo(declared);
    }

    @Test
    void shouldLabelAsTheReferenceSays() {
        metrics.event("clickstream", "accepted");
        metrics.deadLetter("wrong-key");
        metrics.change("big-spender", "entered", "event");
        metrics.task("0_0", standing(5_000, 7, 3));
        metrics.request("GET", "/v1/segments", 200, Duration.ofMillis(3));
        String scrape = metrics.scrape();

        for (Metric metric : Metric.values()) {
            String labels = metric.labels().stream().sorted().collect(Collectors.joining("=\"[^\"]*\","));
            String series = metric.published() + (metric.kind() == Metric.Kind.HISTOGRAM ? "_count" : "")
                    + (labels.isEmpty() ? "" : "\\{" + labels + "=\"[^\"]*\"}") + " .*";

            assertThat(scrape.lines()
                            .filter(line -> line.startsWith(metric.published() + "{")
                                    || line.startsWith(metric.published() + " ")
                                    || line.startsWith(metric.published() + "_count")))
                    .as(metric.published())
                    .allMatch(line -> line.matches(series));
        }
    }

    private Set<String> published() {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE segue_"))
                .map(line -> line.substring("# TYPE ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TaskStanding standing(long clock, long definitions, long members) {
        SegmentPair both = new SegmentPair("big-spender", "lapsed");
        return new TaskStanding(
                clock,
                NOW,
                definitions,
                30,
                -1,
                0,
                Long.MAX_VALUE,
                Map.of("big-spender", new SegmentSize(members, 0, 0)),
                Map.of(both, 1L));
    }

    private static KafkaStreams notStarted() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        return new KafkaStreams(
                builder.build(),
                new StreamsConfig(Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG, "watched",
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                        StreamsConfig.STATE_DIR_CONFIG, directory.toString())));
    }
}
