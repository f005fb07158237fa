package dev.segue.bench.queries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An instance of the service, as a process. */
final class Instance implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on http://[^:]*:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private int port;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Instance start(Path folder, Map<String, String> settings) throws IOException {
        Files.createDirectories(folder);
        Path config = Files.writeString(
                folder.resolve("segue.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path log = folder.resolve("segue.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.segue.cli.Segue",
                        "run",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Instance(process, log);
    }

    /** The port of its API; waits until it listens. */
    int port() throws IOException, InterruptedException {
        while (port == 0) {
            Matcher listening = LISTENING.matcher(Files.readString(log));
            if (listening.find()) {
                port = Integer.parseInt(listening.group(1));
            } else if (!process.isAlive()) {
                throw new IllegalStateException("The service ended: " + Files.readString(log));
            } else {
                Thread.sleep(50);
            }
        }
        return port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Whether the task of the partition works in this instance. */
    boolean owns(int partition) throws IOException, InterruptedException {
        String question = "{\"partition\":" + partition + ",\"standby\":false,\"question\":{\"kind\":\"tally\"}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/internal/questions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
