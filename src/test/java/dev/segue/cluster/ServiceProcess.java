package dev.segue.cluster;

import dev.segue.privacy.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code segue run} as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private boolean ended;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with these settings; its files and what it logs go to the folder. */
    public static ServiceProcess start(Path folder, Map<String, String> settings) throws IOException {
        return start(folder, settings, Map.of(), "-Xmx500m");
    }

    /**
     * @param environment variables beside those of this process
     * @param options Java's own
     */
    public static ServiceProcess start(
            Path folder, Map<String, String> settings, Map<String, String> environment, String... options)
            throws IOException {
        return start(System.getProperty("java.class.path"), folder, settings, environment, options);
    }

    /**
     * @param classPath with Segue and its libraries
     * @param environment variables beside those of this process
     * @param options Java's own
     */
    public static ServiceProcess start(
            String classPath,
            Path folder,
            Map<String, String> settings,
            Map<String, String> environment,
            String... options)
            throws IOException {
        Path config = Files.writeString(
                folder.resolve("segue.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path log = Files.createTempFile(folder, "segue", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath,
                "dev.segue.cli.Segue",
                "run",
                "--config",
                config.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new ServiceProcess(process, log);
    }

    /** Ends it as a power failure would (SIGKILL). */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        keepLog();
    }

    /** Stops it in the middle of whatever it does, as a machine does that hangs (SIGSTOP). */
    public void pause() throws IOException, InterruptedException {
        Signals.pause(process);
    }

    /** Lets a paused one go on. */
    public void resume() throws IOException, InterruptedException {
        Signals.resume(process);
    }

    /** Asks it to stop (SIGTERM). */
    public void stop() {
        process.destroy();
    }

    /** The status that it ended with; waits for that. */
    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The service runs still after " + seconds + " s");
        }
        keepLog();
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it printed so far. */
    public String printed() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The folder may go with its test. */
    private void keepLog() {
        if (!ended) {
            ended = true;
            Told.keepLog(log);
        }
    }
}
