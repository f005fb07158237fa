package dev.segue.assignment;

import dev.segue.assignment.definitions.DefinitionsFeed;
import dev.segue.assignment.store.DiskStore;
import dev.segue.assignment.store.SharedStoreMemory;
import dev.segue.assignment.task.Collaborators;
import dev.segue.assignment.watch.BrokerEnds;
import dev.segue.assignment.watch.CopyWatch;
import dev.segue.assignment.watch.InputWatch;
import dev.segue.assignment.watch.Tenures;
import dev.segue.assignment.watch.WatchedConsumer;
import dev.segue.assignment.watch.Watches;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.Intake;
import dev.segue.wire.Outbox;
import dev.segue.wire.registry.Registry;
import dev.segue.wire.registry.RegistryClosed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assignment of customers to segments, running against a cluster. It is started and closed once. While the cluster or the
 * registry is away it waits; any other failure ends it, and {@link #ended} says which.
 */
public final class AssignmentService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentService.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Settings settings;
    private final Metrics metrics;
    private final Registry registry;
    private final ExecutorService compiling;
    private final DefinitionsFeed feed;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Tenures tenures = new Tenures(System::currentTimeMillis);
    private volatile CopyWatch copies;
    private volatile KafkaStreams streams;
    private volatile int partitions;
    private BrokerEnds ends;

    public AssignmentService(Settings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.registry = Registry.connect(settings.registryProperties());
        this.compiling = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "segue-definitions");
            thread.setDaemon(true);
            return thread;
        });
        DefinitionRecords records = new DefinitionRecords(registry, settings.topics());
        this.feed = new DefinitionsFeed(sources -> records.compile(sources, settings.limits()), compiling, metrics);
    }

    /** Starts where nobody asks it anything; see {@link #start(String)}. */
    public void start() {
        start("");
    }

    /**
     * Checks the topics and starts; returns once the work has begun, or at once if closed meanwhile.
     *
     * @param address where other instances may ask this one, as HOST:PORT
     * @throws UnfitTopics if the topics are not as needed
     */
    public void start(String address) {
        partitions = checkTopics();
        if (closing.getCount() == 0) {
            return;
        }
        Outbox outbox = new Outbox(registry, settings.topics());
        try {
            outbox.register();
        } catch (RegistryClosed closedMeanwhile) {
            return;
        }
        ends = new BrokerEnds(Admin.create(adminConfig("segue-input-watch")));
        InputWatch watch = new InputWatch(ends, System::currentTimeMillis);
        copies = new CopyWatch(ends, System::currentTimeMillis);
        Watches watches = new Watches(watch, tenures, copies);
        Collaborators with = new Collaborators(
                settings,
                new Intake(registry, settings.topics(), settings.input(), partitions),
                outbox,
                new DeadLetters(settings.maxRequestBytes()),
                feed,
                watch,
                tenures,
                metrics,
                System::currentTimeMillis);
        synchronized (this) {
            if (closing.getCount() > 0) {
                Properties properties = settings.streamsProperties();
                if (!address.isEmpty()) {
                    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address);
                }
                SharedStoreMemory.bound(properties, settings.timeline().storeBytes());
                WatchedConsumer.watch(properties, watches);
                open(with, watches, properties);
                metrics.watch(streams);
            }
        }
    }

    private void open(Collaborators with, Watches watches, Properties properties) {
        streams = streams(with, watches, properties);
        try {
            streams.start();
        } catch (ProcessorStateException e) {
            // what is on disk is only a copy; as it is, no start would ever get past it
            LOG.warn("The state cannot be opened; it is removed and restored from its changelogs: {}", e.getMessage());
            streams.close();
            streams.cleanUp();
            streams = streams(with, watches, properties);
            streams.start();
        }
    }

    private KafkaStreams streams(Collaborators with, Watches watches, Properties properties) {
        Topology topology = AssignmentTopology.of(with, DiskStore::of);
        KafkaStreams made = new KafkaStreams(topology, new StreamsConfig(properties), WatchedConsumer.clients(watches));
        made.setUncaughtExceptionHandler(this::answer);
        // a thread that cannot be replaced, as that of the definitions, ends Streams, or has it hang at its end
        made.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.PENDING_ERROR && closing.getCount() > 0) {
                ended.completeExceptionally(
                        new IllegalStateException("Kafka Streams ended by itself; what it logged before says why"));
            }
        });
        return made;
    }

    /** Whether it works, or may yet without help from outside. */
    public boolean isLive() {
        return !ended.isDone() && (streams == null || !streams.state().hasStartedOrFinishedShuttingDown());
    }

    /** Whether it is assigning: it runs, has its share of the work, and knows the definitions. */
    public boolean isReady() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING && feed.settled();
    }

    /** What keeps the newest definitions from being in force; empty if nothing does. */
    public Optional<String> definitionsProblem() {
        return feed.problem();
    }

    /** The number of partitions of the inputs; 0 before the start. */
    public int partitions() {
        return partitions;
    }

    /**
     * Stands for the time since when the task of a partition works here; null while it does not, and while the group may have
     * given it to another instance unnoticed.
     */
    public Object tenure(int partition) {
        return tenures.of(partition);
    }

    /**
     * The latest known instant, epoch milliseconds, such that a copy of a partition kept here holds all that its owner had committed
     * before; empty where there is no copy, or none that ever caught up.
     */
    public OptionalLong followed(int partition) {
        return copies == null ? OptionalLong.empty() : copies.followed(partition);
    }

    /** For look-ups in its state; null before the start. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Completed when it was closed; exceptionally, with the true cause, when it failed. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /**
     * Stops, within the shutdown timeout of the settings: commits what is done and leaves the group at once, so that others take
     * over; a static member stays in the group, so that nothing moves while it restarts.
     */
    @Override
    public void close() {
        close(settings.shutdownTimeout());
    }

    void close(Duration timeout) {
        closing.countDown();
        // a stream thread that waits for the registry could not end before it is back
        registry.stopWaiting();
        synchronized (this) {
            if (streams != null) {
                boolean stopped = streams.close(CloseOptions.groupMembershipOperation(membershipOnClose())
                        .withTimeout(timeout));
                if (!stopped && !timeout.isZero()) {
                    LOG.warn("Segue did not stop within {}", timeout);
                }
            }
        }
        metrics.unwatch();
        if (ends != null) {
            ends.close();
        }
        registry.close();
        compiling.shutdownNow();
        ended.complete(null);
    }

    private GroupMembershipOperation membershipOnClose() {
        Properties properties = settings.streamsProperties();
        boolean isStatic = properties.containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                || properties.containsKey(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return isStatic ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
    }

    private Map<String, Object> adminConfig(String clientId) {
        return new StreamsConfig(settings.streamsProperties()).getAdminConfigs(clientId);
    }

    /** The number of partitions of the inputs; waits while the cluster is away. */
    private int checkTopics() {
        try (Admin admin = Admin.create(adminConfig("segue-topics-check"))) {
            TopicsCheck check = new TopicsCheck(admin, settings);
            while (true) {
                try {
                    return check.run();
                } catch (RetriableException e) {
                    LOG.warn("The cluster is not ready yet: {}", e.getMessage());
                    if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                        return 0;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What may pass is tried again by a new thread; what cannot ends the process, the same again elsewhere would not help. */
    private StreamThreadExceptionResponse answer(Throwable failure) {
        if (closing.getCount() == 0) {
            LOG.warn(
                    "A stream thread ended in the middle of its work; what it had not committed is done again at the next start");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        ThreadFailure known = new ThreadFailure(failure);
        if (known.mayPass()) {
            LOG.warn("A stream thread is replaced: {}", known.root().toString());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (ended.completeExceptionally(known.root())) {
            LOG.error("Segue cannot go on", failure);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
