package dev.segue.fault;

import dev.segue.cluster.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker, which is a controller too, as a process of its own. */
final class BrokerProcess {

    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private Process process;

    /** Makes its directory; it is not started yet. */
    BrokerProcess(Path folder, int node, String clusterId, Map<String, String> settings) throws Exception {
        this.folder = Files.createDirectories(folder);
        Path log = folder.resolve("log");
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(node)
                .setClusterId(clusterId)
                .setDirectories(List.of(log.toString()))
                .setMetadataLogDirectory(log.toString())
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        Files.writeString(
                folder.resolve("server.properties"),
                "log.dirs=" + log + "\nnode.id=" + node + "\n"
                        + settings.entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining("\n")));
    }

    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        folder.resolve("server.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.out").toFile()))
                .start();
    }

    /** Ends it as a power failure would (SIGKILL). */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Has it hand over what it leads, and end (SIGTERM). */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker did not stop within " + PATIENCE_SECONDS + " s");
        }
    }

    void pause() throws IOException, InterruptedException {
        Signals.pause(process);
    }

    void resume() throws IOException, InterruptedException {
        Signals.resume(process);
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }
}
