package dev.segue.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code segue demo}: everything in one process, on loopback. */
@Command(
        name = "demo",
        description = "Runs a broker, a schema registry, a shop that makes events, the service and the web console, "
                + "all on this machine only.")
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the web console and the HTTP API. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Events a second that the shop makes. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws CommandFailed {
        throw new CommandFailed(ExitCode.FAILED, "`segue demo` is not part of this build yet");
    }
}
