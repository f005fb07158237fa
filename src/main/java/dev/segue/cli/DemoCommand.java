package dev.segue.cli;

import dev.segue.demo.DemoLines;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code segue demo}: everything in one process, on loopback. */
@Command(
        name = "demo",
        description =
                "Runs a broker, a schema registry, a shop that makes events, and the service, all on this machine "
                        + "only; prints who enters and leaves segments. Ctrl-C ends it and leaves nothing behind.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the service's HTTP side. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Events a second that the shop makes. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Override
    public Integer call() throws Exception {
        if (!(rate > 0 && rate <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--rate is above 0 and at most 10000");
        }
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port is from 0 (any that is free) to 65535");
        }
        Verbosity.lower();
        PrintWriter out = spec.commandLine().getOut();
        boolean colour = DemoLines.colours(System.getenv(), Boolean.getBoolean("segue.terminal.out"));
        try (Shutdown shutdown = new Shutdown()) {
            new Demo(out, colour, shutdown).run(port, rate);
        }
        return ExitCode.DONE.status();
    }
}
