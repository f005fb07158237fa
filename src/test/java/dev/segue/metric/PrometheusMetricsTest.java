package dev.segue.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

    private final PrometheusMetrics metrics = new PrometheusMetrics();

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
        metrics.task("0_0", 5_000, 7, false, Map.of("big-spender", 3L));
        metrics.task("0_1", 6_500, 9, true, Map.of("big-spender", 4L, "lapsed", 1L));

        assertThat(metrics.scrape().lines())
                .contains(
                        "segue_members{segment=\"big-spender\"} 7.0",
                        "segue_members{segment=\"lapsed\"} 1.0",
                        "segue_tasks 2.0",
                        "segue_tasks_backfilling 1.0",
                        "segue_definitions_version 7.0",
                        "segue_task_clock_seconds{task=\"0_1\"} 6.5");
    }

    @Test
    void shouldForgetATaskThatLeft() {
        metrics.task("0_0", 5_000, 7, false, Map.of("big-spender", 3L));
        metrics.task("0_1", 6_500, 9, false, Map.of("big-spender", 4L));

        metrics.taskClosed("0_0");

        assertThat(metrics.scrape().lines())
                .contains("segue_members{segment=\"big-spender\"} 4.0", "segue_definitions_version 9.0")
                .noneMatch(line -> line.contains("task=\"0_0\""));
    }

    @Test
    void shouldFollowATaskThatCameBack() {
        metrics.task("0_0", 5_000, 7, false, Map.of());
        metrics.taskClosed("0_0");

        metrics.task("0_0", 8_000, 7, false, Map.of());
        metrics.task("0_0", 9_000, 7, false, Map.of());

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
}
