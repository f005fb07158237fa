package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its user runs it: a process, what it prints, and what it leaves behind. */
class DemoTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern CHANGE =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  [+-] \\S+ +(entered|left) .*");

    @TempDir
    private Path temporary;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldShowChangesLetOthersReadThemAndLeaveNothingBehind() throws Exception {
        Process demo = start("dev.segue.cli.Segue", "demo", "--port", "0", "--rate", "50");
        List<String> lines = linesOf(demo);

        await().atMost(PATIENCE)
                .until(() ->
                        lines.stream().anyMatch(line -> CHANGE.matcher(line).matches()));
        String broker = find(lines, "  Kafka +(\\S+)");
        String registry = find(lines, "  Schema registry +(\\S+)");
        assertThat(status(find(lines, "Health, metrics +(\\S+)"))).isEqualTo(200);

        List<String> read = linesOf(start("dev.segue.cli.ReadChanges", broker, registry));
        await().atMost(PATIENCE).until(() -> read.size() >= 20);
        assertThat(List.copyOf(read).subList(0, 20))
                .allMatch(line -> line.matches("\\S+ (ENTERED|EXITED) \\S+ [1-9]\\d*"));

        Checker.awaitSoundDemo(broker, registry);

        demo.destroy();
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(left()).isEmpty();
    }

    private Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static List<String> linesOf(Process process) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reading = new Thread(() -> {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException ended) {
                // with the process
            }
        });
        reading.setDaemon(true);
        reading.start();
        return lines;
    }

    private static String find(List<String> lines, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(String.join("\n", lines));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** What is left of the demo's files; the JVM's own aside. */
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("segue") || name.startsWith("kafka"))
                    .toList();
        }
    }
}
