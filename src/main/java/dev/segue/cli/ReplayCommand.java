package dev.segue.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "replay", description = "Loads a file of events into the topics.")
final class ReplayCommand implements Callable<Integer> {
    @Override
    public Integer call() throws CommandFailed {
        throw new CommandFailed(ExitCode.FAILED, "not yet");
    }
}
