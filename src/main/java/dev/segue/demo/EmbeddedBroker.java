package dev.segue.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka cluster of one node inside this process, reachable over loopback only. What it keeps lies in a temporary
 * directory that goes when it is closed. Topics are not created on their own.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;
    private static final String DEFAULT_PARTITIONS = "2";

    private final KafkaRaftServer server;
    private final Path directory;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, Path directory, int port) {
        this.server = server;
        this.directory = directory;
        this.port = port;
    }

    /** Starts a broker on a free port; see {@link #start(int, Map)}. */
    public static EmbeddedBroker start() {
        return start(0, Map.of());
    }

    /**
     * Starts a broker and returns once it serves clients.
     *
     * @param port the port to listen on, or 0 for a free one
     * @param settings broker settings that go before this class's own, as in {@code num.partitions}
     * @throws IllegalStateException if it does not start, for one because the port is taken
     */
    public static EmbeddedBroker start(int port, Map<String, String> settings) {
        int[] free = freePorts(port);
        int clients = free[0];
        Path directory = temporaryDirectory();
        KafkaRaftServer server = null;
        try {
            Map<String, String> all = settings(directory, clients, free[1]);
            all.putAll(settings);
            format(directory);
            server = new KafkaRaftServer(KafkaConfig.apply(all, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, directory, clients);
        } catch (Exception | LinkageError e) {
            // the latter where the process is told to stop meanwhile: classes of Kafka's then fail to load
            stop(server, directory);
            throw new IllegalStateException("the embedded broker did not start on " + HOST + ":" + clients, e);
        }
    }

    /** What clients name as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Where the broker keeps its log; gone after {@link #close}. */
    Path directory() {
        return directory;
    }

    /** Stops the broker and removes all that it kept; a second call does nothing. */
    @Override
    public void close() {
        stop(server, directory);
    }

    private static void stop(KafkaRaftServer server, Path directory) {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
        delete(directory);
    }

    private static Map<String, String> settings(Path directory, int clients, int controller) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + clients + ",CONTROLLER://" + HOST + ":" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + clients);
        settings.put("log.dirs", directory.toString());
        settings.put("num.partitions", DEFAULT_PARTITIONS);
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        aloneAndSmall(settings);
        return settings;
    }

    /** One replica of everything, and no more memory and files than one process needs. */
    private static void aloneAndSmall(Map<String, String> settings) {
        for (String log : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(log + ".replication.factor", "1");
            settings.put(log + ".num.partitions", DEFAULT_PARTITIONS);
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    /** The port wanted (0 for any) and another, both held for a moment to see that they are free. */
    private static int[] freePorts(int wanted) {
        try (ServerSocket one = new ServerSocket(wanted, 1, InetAddress.getByName(HOST));
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException e) {
            throw new IllegalStateException("the embedded broker cannot listen on " + HOST + ":" + wanted, e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("segue-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the embedded broker", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return; // closed before
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + directory, e);
        }
    }
}
