package dev.segue.bench.command;

import dev.segue.bench.harness.BenchmarkFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench/run}. Exit codes: 0 done, 1 failed or something is not right, 2 wrong usage. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures Segue, the limits it works within, and other ways to do the same work.",
        subcommands = {
            DrainCommand.class,
            PacedCommand.class,
            RestoreCommand.class,
            PreviewCommand.class,
            LookUpsCommand.class,
            JmhCommands.Plan.class,
            JmhCommands.State.class,
            SmokeCommand.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        // no thread of a client keeps the process
        System.exit(run(args));
    }

    /** Runs a command; returns the exit code. */
    static int run(String... args) {
        CommandLine line = new CommandLine(new Bench());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof BenchmarkFailed)) {
                throw failure;
            }
            System.err.println("bench: " + failure.getMessage());
            return 1;
        });
        return line.execute(args);
    }
}
