package dev.segue.cli;

import dev.segue.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code segue run}: the service against a real cluster. */
@Command(name = "run", description = "Runs the service against a Kafka cluster.")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfigFile config;

    @Override
    public Integer call() throws CommandFailed {
        config.load(System.getenv(), Settings.CLUSTER);
        throw new CommandFailed(ExitCode.FAILED, "`segue run` is not part of this build yet");
    }
}
