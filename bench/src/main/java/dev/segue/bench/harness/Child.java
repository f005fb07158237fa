package dev.segue.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Java process of the harness; what it prints goes to a file. It does not outlive the harness. */
final class Child implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @param arguments what follows {@code java} */
    static Child start(String name, List<String> arguments, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Child(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The first line printed so far that begins like this. */
    Optional<String> printed(String begin) {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(begin)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BenchmarkFailed if it has ended by itself */
    void check() {
        if (!process.isAlive()) {
            throw new BenchmarkFailed(name + " ended with exit code " + process.exitValue() + "; see " + log);
        }
    }

    /** Waits until it has ended well. */
    void awaitSuccess() {
        end();
        if (process.exitValue() != 0) {
            throw new BenchmarkFailed(name + " ended with exit code " + process.exitValue() + "; see " + log);
        }
    }

    /** Tells it to stop by SIGTERM and waits until it has. */
    void stop() {
        process.destroy();
        end();
    }

    /** Closes its standard input and waits until it has ended. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended
        }
        end();
    }

    private void end() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the harness is ending
        }
    }
}
