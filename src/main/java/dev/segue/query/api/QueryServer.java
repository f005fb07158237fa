package dev.segue.query.api;

import dev.segue.catalog.Catalog;
import dev.segue.config.HttpSettings;
import dev.segue.config.ManagementSettings;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.metric.StreamsGauges;
import dev.segue.query.access.Guard;
import dev.segue.query.access.Protection;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.Ownership;
import dev.segue.query.cluster.Peers;
import dev.segue.query.console.ConsoleRoutes;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.definitions.SegmentEditor;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.live.ChangeFeed;
import dev.segue.query.live.ChangeTopic;
import dev.segue.query.live.Wording;
import dev.segue.query.preview.PreviewDesk;
import dev.segue.query.preview.PreviewLimits;
import dev.segue.query.preview.Previews;
import dev.segue.query.state.InstanceStanding;
import dev.segue.query.state.SegmentTerms;
import dev.segue.query.state.StoredState;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/** The whole API of one instance, from its state and its peers to the port it listens on. */
public final class QueryServer implements AutoCloseable {

    private static final Duration PATIENCE_WITH_PEERS = Duration.ofSeconds(2);
    private static final int GATHERING_THREADS = 8;
    private static final int MANAGEMENT_THREADS = 8;

    private final Settings settings;
    private final Registry registry;
    private final ExecutorService gathering = pool("segue-gathering", GATHERING_THREADS);
    private final ExecutorService lasting = pool("segue-lasting", Integer.MAX_VALUE);
    private final Peers peers;
    private final ChangeFeed feed;
    private final Forgetter forgetter;
    private final PreviewDesk desk;
    private final Pulse pulse;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(daemons("segue-pulse"));
    private final Protection protection;
    private final ApiServer server;
    private final Optional<ApiServer> management;

    /**
     * Starts to listen; until the service has started, what needs it is answered with "not now".
     *
     * @param protection of the API; closed with it
     * @param client what plain Kafka clients need to connect
     * @param numbers all metrics as Prometheus reads them
     */
    public QueryServer(
            Settings settings,
            Protection protection,
            Map<String, ?> client,
            Served served,
            Supplier<String> numbers,
            Metrics metrics) {
        this.settings = settings;
        this.protection = protection;
        HttpSettings http = settings.http();
        registry = Registry.connect(settings.registryProperties());
        forgetter = new Forgetter(
                client,
                settings.topics().customerProfiles(),
                settings.streamsProperties().getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
        DefinitionRecords records = new DefinitionRecords(registry, settings.topics());
        KnownDefinitions definitions = new KnownDefinitions(served::streams, records);
        feed = new ChangeFeed(
                new ChangeTopic(client, settings.topics().segmentChanges(), registry, new Wording(definitions)));
        desk = new PreviewDesk(PreviewLimits.DEFAULT, records, settings.limits(), settings.holdoutSeed());
        pulse = new Pulse(metrics::totals, System::nanoTime);
        beating.scheduleAtFixedRate(pulse::beat, 1, 1, TimeUnit.SECONDS);
        // the rest of the threads answers what others ask, which takes them no waiting
        peers = new Peers(
                ApiServer.json(),
                PATIENCE_WITH_PEERS,
                http.threads() * 3 / 4,
                protection.secret(),
                protection.peerTls());
        Instances instances = instances(served, records, metrics);
        SegmentEditor editor = new SegmentEditor(
                new Catalog(client, settings.topics().segmentDefinitions(), records),
                records,
                definitions,
                settings.limits());
        List<Routes> routes = new ArrayList<>(List.of(
                new AccessRoutes(protection.guard().access()),
                new CustomerRoutes(instances, definitions),
                new ForgetRoutes(forgetter, instances, definitions),
                new SegmentRoutes(instances, definitions),
                new EditRoutes(editor, lasting),
                new CheckRoutes(definitions, settings.limits()),
                new PreviewRoutes(new Previews(instances, definitions, settings.limits())),
                new SetRoutes(instances, definitions),
                new VocabularyRoutes(instances, definitions, System::nanoTime),
                new StatusRoutes(instances, System::currentTimeMillis),
                new ChangeRoutes(feed, lasting)));
        HealthRoutes health = new HealthRoutes(served.health(), numbers);
        management = management(http.management(), health, metrics);
        if (management.isEmpty()) {
            routes.add(health);
        }
        server = new ApiServer(
                new Listener(http.host(), http.port(), http.threads(), protection.certificate()),
                protection.guard(),
                protection.audit(),
                routes,
                List.of(new PeerRoutes(instances), new ConsoleRoutes()),
                metrics);
    }

    /** Whoever reaches that port needs no token: it tells of the service, and of no customer. */
    private Optional<ApiServer> management(ManagementSettings where, HealthRoutes health, Metrics metrics) {
        if (!where.isApart()) {
            return Optional.empty();
        }
        Listener listener = Listener.plain(where.host(), where.port(), MANAGEMENT_THREADS);
        return Optional.of(
                new ApiServer(listener, Guard.unguarded(), protection.audit(), List.of(health), List.of(), metrics));
    }

    private Instances instances(Served served, DefinitionRecords records, Metrics metrics) {
        SegmentTerms terms =
                new SegmentTerms(settings.limits(), settings.retention().millis(), settings.holdoutSeed());
        StoredState local = new StoredState(
                served, records, terms, () -> standing(served, metrics), desk::of, System::currentTimeMillis);
        desk.start(local);
        return new Instances(
                local,
                new Ownership(served::streams, settings.topics().clickstream()),
                ApiServer.json(),
                peers,
                this::self,
                settings.input().partitioner(),
                served::partitions,
                gathering);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** The port that answers for health and metrics. */
    public int managementPort() {
        return management.orElse(server).port();
    }

    /** The calls that it answers, at its own port. */
    public List<Route> routes() {
        return server.routes();
    }

    /** Where other instances find this one, as HOST:PORT. */
    public String address() {
        return settings.address(port());
    }

    private InstanceStanding standing(Served served, Metrics metrics) {
        KafkaStreams streams = served.streams();
        Pulse.Rates rates = pulse.rates();
        return new InstanceStanding(
                address(),
                streams == null ? "NOT_STARTED" : streams.state().name(),
                served.health().isReady(),
                QueryServer.class.getPackage().getImplementationVersion(),
                rates.events(),
                rates.changes(),
                streams == null ? 0 : StreamsGauges.inputLag(streams),
                metrics.totals().deadLetters());
    }

    private HostInfo self() {
        return HostInfo.buildFromEndpoint(address());
    }

    @Override
    public void close() {
        beating.shutdownNow();
        desk.close();
        feed.close();
        server.close();
        management.ifPresent(ApiServer::close);
        protection.close();
        peers.close();
        forgetter.close();
        registry.close();
        gathering.shutdownNow();
        lasting.shutdownNow();
    }

    private static ExecutorService pool(String name, int most) {
        ThreadFactory threads = daemons(name);
        return most == Integer.MAX_VALUE
                ? Executors.newCachedThreadPool(threads)
                : Executors.newFixedThreadPool(most, threads);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
