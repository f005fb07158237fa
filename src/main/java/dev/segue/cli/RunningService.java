package dev.segue.cli;

import dev.segue.assignment.AssignmentService;
import dev.segue.assignment.UnfitTopics;
import dev.segue.config.Settings;
import dev.segue.metric.PrometheusMetrics;
import dev.segue.query.HealthServer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The service with all that belongs to it: its numbers and its HTTP side. */
final class RunningService implements AutoCloseable {

    private final PrometheusMetrics metrics;
    private final AssignmentService assignment;
    private final HealthServer http;

    /** Listens at once, so that probes are answered from the beginning; {@link #start} begins the work. */
    RunningService(Settings settings) {
        metrics = new PrometheusMetrics();
        assignment = new AssignmentService(settings, metrics);
        http = new HealthServer(
                settings.http().host(), settings.http().port(), new AssignmentHealth(assignment), metrics::scrape);
    }

    /** @throws CommandFailed if the topics are not as they must be */
    void start() throws CommandFailed {
        try {
            assignment.start();
        } catch (UnfitTopics e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, e.getMessage(), e);
        }
    }

    /** The port at which it answers over HTTP. */
    int port() {
        return http.port();
    }

    /** Waits until the service was closed, or failed. */
    void await() throws CommandFailed, InterruptedException {
        try {
            assignment.ended().get();
        } catch (ExecutionException e) {
            throw new CommandFailed(
                    ExitCode.FAILED, "the service cannot go on: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        assignment.close();
        http.close();
        metrics.close();
    }

    private record AssignmentHealth(AssignmentService assignment) implements HealthServer.Health {

        @Override
        public boolean isLive() {
            return assignment.isLive();
        }

        @Override
        public boolean isReady() {
            return assignment.isReady();
        }

        @Override
        public Optional<String> problem() {
            return assignment.definitionsProblem();
        }
    }
}
