package dev.segue.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code segue} command. Standard output carries what was asked for, standard error everything else. */
@Command(
        name = "segue",
        description = "Assigns customers to segments in real time on Kafka Streams.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Segue.Version.class,
        sortOptions = false,
        usageHelpWidth = 110,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or configuration",
            "3:invalid segment definitions",
            "130, 143:stopped by Ctrl-C or SIGTERM, after a clean end",
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            BacktestCommand.class,
            SegmentsCommand.class,
            ReplayCommand.class,
            ShopCommand.class,
        })
public final class Segue implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private boolean verbose;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log in detail, and print the stack trace of an error.")
    void setVerbose(boolean verbose) {
        this.verbose = verbose;
        if (verbose) {
            Verbosity.raise();
        }
    }

    boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "which command? There are demo, run, backtest, segments, replay, shop");
    }

    /** The command line, ready to be executed; standard output and error may be set to others first. */
    static CommandLine commandLine() {
        Segue segue = new Segue();
        ErrorLines errors = new ErrorLines(segue);
        return new CommandLine(segue).setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors);
    }

    public static void main(String[] args) {
        // numbers look the same everywhere; and Kafka Streams formats one with each record, which is slow in most other
        // locales
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int status = commandLine().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        System.exit(status);
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
    }

    /** The version that the jar's manifest states. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Segue.class.getPackage().getImplementationVersion();
            return new String[] {"segue " + (version == null ? "(built from classes)" : version)};
        }
    }
}
