package dev.segue.bench.command;

import dev.segue.bench.micro.PlanBenchmark;
import dev.segue.bench.micro.StateBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** What runs in one process and without a broker, by JMH. */
final class JmhCommands {

    private JmhCommands() {}

    /** {@code bench/run plan}. */
    @Command(
            name = "plan",
            description = "What evaluating an event costs with 10 to 10,000 segments. Takes JMH's options (-h).")
    static final class Plan implements Callable<Integer> {

        @Unmatched
        private List<String> options = new ArrayList<>();

        @Override
        public Integer call() throws Exception {
            PlanBenchmark.main(options.toArray(String[]::new));
            return 0;
        }
    }

    /** {@code bench/run state}. */
    @Command(
            name = "state",
            description = "What reading and writing a customer costs, and how large one is. Takes JMH's options (-h).")
    static final class State implements Callable<Integer> {

        @Unmatched
        private List<String> options = new ArrayList<>();

        @Override
        public Integer call() throws Exception {
            StateBenchmark.main(options.toArray(String[]::new));
            return 0;
        }
    }
}
