package dev.segue.cluster;

import dev.segue.assignment.AssignmentService;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.metric.PrometheusMetrics;
import dev.segue.privacy.Told;
import dev.segue.query.access.Protection;
import dev.segue.query.api.Health;
import dev.segue.query.api.QueryServer;
import dev.segue.query.api.Served;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.KafkaStreams;

/** An instance of the service with its API, in this process. */
public final class RunningInstance implements Served, Health, AutoCloseable {

    private final PrometheusMetrics metrics;
    private final AssignmentService assignment;
    private final QueryServer server;

    private RunningInstance(Settings settings, Map<String, ?> client) throws InvalidSettings {
        metrics = new PrometheusMetrics(settings.stateDirectory(), List.of());
        assignment = new AssignmentService(settings, metrics);
        server = new QueryServer(settings, Protection.of(settings.http()), client, this, metrics::scrape, metrics);
    }

    /** Starts one and waits until it works. */
    public static RunningInstance start(TestCluster cluster, Path state, String clock) throws InvalidSettings {
        return start(cluster, state, clock, Map.of());
    }

    /** The same, with more settings. */
    public static RunningInstance start(TestCluster cluster, Path state, String clock, Map<String, String> more)
            throws InvalidSettings {
        Map<String, String> settings = new HashMap<>(cluster.settings(state, clock));
        settings.putAll(more);
        RunningInstance instance = new RunningInstance(
                Settings.of(settings, Settings.CLUSTER), Map.of("bootstrap.servers", cluster.bootstrapServers()));
        instance.assignment.start(instance.server.address());
        return instance;
    }

    public Client client() {
        return new Client(port());
    }

    public int port() {
        return server.port();
    }

    public QueryServer server() {
        return server;
    }

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

    @Override
    public void close() {
        Told.keep("metrics", metrics.scrape());
        assignment.close();
        server.close();
        metrics.close();
    }
}
