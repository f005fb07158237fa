package dev.segue.bench.command;

import dev.segue.bench.micro.PlanBenchmark;
import dev.segue.bench.micro.StateBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What runs in one process and without a broker, by JMH. */
final class JmhCommands {

    private JmhCommands() {}

    /** One whose options are JMH's, all but that for help. */
    private abstract static class ByJmh implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = {"-h", "--help"},
                description = "Show this, and the options of JMH, all of which can be given.")
        private boolean help;

        @Unmatched
        private List<String> options = new ArrayList<>();

        @Override
        public Integer call() throws Exception {
            if (help) {
                spec.commandLine().usage(System.out);
                System.out.println();
                new CommandLineOptions().showHelp();
            } else {
                run(options.toArray(String[]::new));
            }
            return 0;
        }

        abstract void run(String[] jmh) throws Exception;
    }

    /** {@code bench/run plan}. */
    @Command(name = "plan", description = "What evaluating an event costs with 10 to 10,000 segments.")
    static final class Plan extends ByJmh {

        @Override
        void run(String[] jmh) throws Exception {
            PlanBenchmark.main(jmh);
        }
    }

    /** {@code bench/run state}. */
    @Command(name = "state", description = "What reading and writing a customer costs, and how large one is.")
    static final class State extends ByJmh {

        @Override
        void run(String[] jmh) throws Exception {
            StateBenchmark.main(jmh);
        }
    }
}
