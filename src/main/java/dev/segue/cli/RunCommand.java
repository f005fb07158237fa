package dev.segue.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code segue run}: the service against a real cluster. */
@Command(name = "run", description = "Runs the service against a Kafka cluster.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as a properties file; SEGUE_* environment variables go over it.")
    private Path config;

    @Override
    public Integer call() throws CommandFailed {
        throw new CommandFailed(ExitCode.FAILED, "`segue run` is not part of this build yet");
    }
}
