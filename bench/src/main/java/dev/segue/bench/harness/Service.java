package dev.segue.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One contender as a process. */
final class Service {

    private static final long PATIENCE_MILLIS = 600_000;

    private final Contender contender;
    private final Child child;
    private final int port;

    private Service(Contender contender, Child child, int port) {
        this.contender = contender;
        this.child = child;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param contract what every contender is told
     * @param heap as in {@code 2g}
     */
    static Service start(Contender contender, Map<String, String> contract, String heap, Path directory) {
        int port = freePort();
        Map<String, String> settings = contender == Contender.SEGUE ? SegueSettings.of(contract, port) : contract;
        Path file = directory.resolve(contender.label() + ".properties");
        write(settings, file);
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + heap));
        arguments.addAll(contender.javaOptions());
        if (Runtime.version().feature() >= 22) {
            arguments.add("--enable-native-access=ALL-UNNAMED");
        }
        contender
                .mainClass()
                .ifPresentOrElse(
                        main -> arguments.addAll(List.of("-cp", contender.classPath(), main, file.toString())), () -> {
                            arguments.addAll(SegueSettings.javaOptions());
                            arguments.addAll(List.of("-jar", SegueSettings.jar(), "run", "--config", file.toString()));
                        });
        return new Service(contender, Child.start(contender.label(), arguments, directory), port);
    }

    /** Publishes the definitions in the file for Segue, as its users do. */
    static void publish(Map<String, String> contract, Path segments, Path directory) {
        Path file = directory.resolve("publish.properties");
        write(SegueSettings.of(contract, 0), file);
        List<String> arguments = List.of(
                "-jar", SegueSettings.jar(), "segments", "apply", segments.toString(), "--config", file.toString());
        Child.start("publish", arguments, directory).awaitSuccess();
    }

    /** Waits until it says that it runs. */
    void awaitRunning() {
        Patience patience = new Patience(PATIENCE_MILLIS, contender.label() + " does not get to run");
        while (!isRunning()) {
            child.check();
            patience.pause();
        }
    }

    private boolean isRunning() {
        return contender == Contender.SEGUE
                ? isReady()
                : child.printed("running").isPresent();
    }

    private boolean isReady() {
        try {
            HttpRequest question = HttpRequest.newBuilder(api("/readyz")).build();
            return HttpClient.newHttpClient()
                            .send(question, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws BenchmarkFailed if it has ended by itself */
    void check() {
        child.check();
    }

    /** Where Segue answers over HTTP. */
    URI api(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    double cpuSeconds() {
        return ProcessUsage.cpuSeconds(child.pid());
    }

    long peakResidentBytes() {
        return ProcessUsage.peakResidentBytes(child.pid());
    }

    long residentBytes() {
        return ProcessUsage.residentBytes(child.pid());
    }

    /** Stops it cleanly. */
    void stop() {
        child.stop();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Map<String, String> settings, Path file) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(file.getParent());
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
