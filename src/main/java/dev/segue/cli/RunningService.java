package dev.segue.cli;

import dev.segue.assignment.AssignmentService;
import dev.segue.assignment.UnfitTopics;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.metric.PrometheusMetrics;
import dev.segue.query.access.Protection;
import dev.segue.query.api.Health;
import dev.segue.query.api.QueryServer;
import dev.segue.query.api.Served;
import dev.segue.wire.DeadLetterReason;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** The service with all that belongs to it: its numbers and its HTTP side. */
final class RunningService implements AutoCloseable {

    private final PrometheusMetrics metrics;
    private final AssignmentService assignment;
    private final QueryServer http;

    /**
     * Listens at once, so that probes are answered from the beginning; {@link #start} begins the work.
     *
     * @throws CommandFailed if the settings would leave the API open to everybody, or name what cannot be used
     */
    RunningService(Settings settings) throws CommandFailed {
        Protection protection = protection(settings);
        metrics = new PrometheusMetrics(
                settings.stateDirectory(),
                Stream.of(DeadLetterReason.values()).map(DeadLetterReason::code).toList());
        assignment = new AssignmentService(settings, metrics);
        http = new QueryServer(
                settings,
                protection,
                Cluster.client(settings),
                new ServedAssignment(assignment),
                metrics::scrape,
                metrics);
    }

    private static Protection protection(Settings settings) throws CommandFailed {
        try {
            return Protection.of(settings.http());
        } catch (InvalidSettings e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, String.join(" ", e.problems()), e);
        }
    }

    /** @throws CommandFailed if the topics are not as they must be */
    void start() throws CommandFailed {
        try {
            assignment.start(http.address());
        } catch (UnfitTopics e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, e.getMessage(), e);
        }
    }

    /** The port at which it answers over HTTP. */
    int port() {
        return http.port();
    }

    /** The port at which it answers for its health and metrics. */
    int managementPort() {
        return http.managementPort();
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

    private record ServedAssignment(AssignmentService assignment) implements Served, Health {

        @Override
        public Health health() {
            return this;
        }

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

        @Override
        public KafkaStreams streams() {
            return assignment.streams();
        }

        @Override
        public Object tenure(int partition) {
            return assignment.tenure(partition);
        }

        @Override
        public OptionalLong followed(int partition) {
            return assignment.followed(partition);
        }

        @Override
        public int partitions() {
            return assignment.partitions();
        }
    }
}
