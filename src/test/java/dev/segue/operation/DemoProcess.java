package dev.segue.operation;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code segue demo} as a process. */
public final class DemoProcess implements AutoCloseable {

    private static final Pattern API = Pattern.compile("Health, metrics +http://([^/]+)/");
    private static final Pattern BROKER = Pattern.compile("  Kafka +(\\S+)");
    private static final Pattern REGISTRY = Pattern.compile("  Schema registry +(\\S+)");

    private final Process process;
    private final Path printed;

    private DemoProcess(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    public static DemoProcess start(Path folder) throws IOException {
        Path printed = folder.resolve("demo.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.segue.cli.Segue",
                "demo",
                "--port",
                "0",
                "--rate",
                "50");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        return new DemoProcess(process, printed);
    }

    /** Where it answers, as HOST:PORT; waits until it does. */
    public String address() {
        return awaitPrinted(API);
    }

    /** Where its broker is, as HOST:PORT. */
    public String broker() {
        return awaitPrinted(BROKER);
    }

    /** The URL of its schema registry. */
    public String registry() {
        return awaitPrinted(REGISTRY);
    }

    private String awaitPrinted(Pattern pattern) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> find(pattern), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(printed));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
