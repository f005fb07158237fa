package dev.segue.operation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Prometheus of one's own, as a process; needs Debian's package {@code prometheus}, or another on the PATH. */
final class Prometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    /** One that runs already, and is not ended. */
    static Prometheus at(String url) {
        return new Prometheus(null, url);
    }

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one that reads a service every two seconds and evaluates our rules as often. */
    static Prometheus start(Path folder, String target) throws IOException {
        Path config =
                Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: segue
                    static_configs: [{targets: ['%s']}]
                """.formatted(Rules.FILE.toAbsolutePath(), target));
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        tool("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, "http://" + address);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> prometheus.get("/-/ready").startsWith("Prometheus"));
        return prometheus;
    }

    /** The path of one of the package's programs; where it is absent, the test is skipped. */
    static String tool(String name) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                found.isPresent(), () -> "skipped: there is no " + name + " on the PATH; apt-get install prometheus");
        return found.orElseThrow().toString();
    }

    /**
     * The values now of all series that a query finds, those that are no number left out.
     *
     * @throws IOException with what Prometheus says of a query that it does not understand
     */
    List<Double> query(String expression) throws IOException, InterruptedException {
        JsonNode answer = json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return Dashboard.list(answer.at("/data/result")).stream()
                .map(series -> number(series.at("/value/1")))
                .filter(Double::isFinite)
                .toList();
    }

    /** The values of a series over a stretch of time: seconds since the epoch, and what it was then. */
    record Series(Map<String, String> labels, List<Double> times, List<Double> values) {}

    /** What a query finds at the end of each step of a stretch of time, in seconds since the epoch. */
    List<Series> query(String expression, long from, long until, long step) throws IOException, InterruptedException {
        JsonNode answer = json("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                + "&start=" + from + "&end=" + until + "&step=" + step);
        List<Series> all = new ArrayList<>();
        for (JsonNode series : answer.at("/data/result")) {
            Map<String, String> labels = new TreeMap<>();
            series.get("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            Series one = new Series(labels, new ArrayList<>(), new ArrayList<>());
            for (JsonNode point : series.get("values")) {
                double value = number(point.get(1));
                one.times().add(point.get(0).asDouble());
                one.values().add(Double.isFinite(value) ? value : null);
            }
            all.add(one);
        }
        return all;
    }

    /** What went wrong with the evaluation of rules. */
    List<String> failedRules() throws IOException, InterruptedException {
        return Dashboard.list(json("/api/v1/rules").at("/data/groups")).stream()
                .flatMap(group -> Dashboard.list(group.get("rules")).stream())
                .filter(rule -> !rule.get("health").asText().equals("ok"))
                .map(JsonNode::toString)
                .toList();
    }

    private static double number(JsonNode text) {
        return Double.parseDouble(text.asText().replace("Inf", "Infinity"));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path));
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
