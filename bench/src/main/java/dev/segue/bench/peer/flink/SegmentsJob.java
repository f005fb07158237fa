package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.PeerSettings;
import dev.segue.bench.peer.history.ShopEvent.Kind;
import dev.segue.bench.peer.wire.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * One job in a cluster inside the process, which goes on from the newest checkpoint or savepoint of its state directory. Settings beyond those of every peer, all in milliseconds unless said: {@code
 * lateness.ms} (10 minutes), {@code checkpoint.interval.ms} (1,000), {@code alignment.drift.ms} (how far the topics may be
 * apart; 2 days; 0 for any), {@code managed.memory.mib} (512; RocksDB's share).
 */
public final class SegmentsJob {

    private static final long TRANSACTION_TIMEOUT_MILLIS = 60_000;

    private SegmentsJob() {}

    /**
     * Runs until told to stop, then takes a savepoint, which commits what was written.
     *
     * @param backend settings of the state backend
     */
    public static void run(PeerSettings settings, Configuration backend) throws Exception {
        Configuration configuration = configuration(settings);
        configuration.addAll(backend);
        newestSnapshot(settings.stateDirectory())
                .ifPresent(path -> configuration.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(settings.threads(), configuration);
        build(environment, settings);
        JobClient job = environment.executeAsync(settings.applicationId());
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(job, settings, main), "stop"));
        job.getJobExecutionResult().get();
    }

    /** The backend of that name, which is Flink's. */
    public static Configuration backend(String name) {
        return new Configuration().set(StateBackendOptions.STATE_BACKEND, name);
    }

    private static Configuration configuration(PeerSettings settings) {
        Path state = settings.stateDirectory();
        return new Configuration()
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        state.resolve("checkpoints").toUri().toString())
                .set(
                        CheckpointingOptions.SAVEPOINT_DIRECTORY,
                        state.resolve("savepoints").toUri().toString())
                .set(
                        CheckpointingOptions.CHECKPOINTING_INTERVAL,
                        Duration.ofMillis(settings.number("checkpoint.interval.ms", 1_000)))
                .set(
                        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
                .set(
                        TaskManagerOptions.MANAGED_MEMORY_SIZE,
                        MemorySize.ofMebiBytes(settings.number("managed.memory.mib", 512)))
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.GENERIC_TYPES, false);
    }

    /** The checkpoint or savepoint that was completed last: the cluster in the process forgets, the directory does not. */
    private static Optional<Path> newestSnapshot(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return Optional.empty();
        }
        try (Stream<Path> paths = Files.walk(state)) {
            return paths.filter(path -> path.endsWith("_metadata"))
                    .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }

    private static void build(StreamExecutionEnvironment environment, PeerSettings settings) {
        environment
                .fromSource(source(settings), watermarks(settings), "events", new KeyedEventType())
                .uid("events")
                .filter(keyed -> keyed.event().kind() != Kind.OTHER)
                .uid("what-rules-read")
                .keyBy(KeyedEvent::customerId)
                .process(new AssignFunction(settings), TypeInformation.of(Change.class))
                .uid("assign")
                .sinkTo(sink(settings))
                .uid("changes");
    }

    private static KafkaSource<KeyedEvent> source(PeerSettings settings) {
        return KafkaSource.<KeyedEvent>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(settings.clickstream(), settings.purchases())
                .setGroupId(settings.applicationId())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new Records.Events(settings))
                .build();
    }

    /** Each partition has its own watermark; the source's is the least of them. */
    private static WatermarkStrategy<KeyedEvent> watermarks(PeerSettings settings) {
        Duration lateness = Duration.ofMillis(
                settings.number("lateness.ms", Duration.ofMinutes(10).toMillis()));
        WatermarkStrategy<KeyedEvent> watermarks = WatermarkStrategy.<KeyedEvent>forBoundedOutOfOrderness(lateness)
                .withTimestampAssigner((keyed, timestamp) -> keyed.event().occurredAt());
        long drift = settings.number("alignment.drift.ms", Duration.ofDays(2).toMillis());
        return drift == 0
                ? watermarks
                : watermarks.withWatermarkAlignment("events", Duration.ofMillis(drift), Duration.ofMillis(100));
    }

    private static KafkaSink<Change> sink(PeerSettings settings) {
        return KafkaSink.<Change>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.applicationId())
                .setProperty("transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT_MILLIS))
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "20")
                .setRecordSerializer(new Records.Changes(settings))
                .build();
    }

    private static void stop(JobClient job, PeerSettings settings, Thread main) {
        String savepoints =
                settings.stateDirectory().resolve("savepoints").toUri().toString();
        try {
            job.stopWithSavepoint(false, savepoints, SavepointFormatType.NATIVE).get(30, TimeUnit.SECONDS);
            main.join(TimeUnit.SECONDS.toMillis(5));
        } catch (Exception e) {
            job.cancel();
        }
    }
}
