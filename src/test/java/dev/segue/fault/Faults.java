package dev.segue.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.segue.check.Checker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faults/run}: plays scenarios on real processes and tells what came of each. */
@Command(
        name = "faults/run",
        mixinStandardHelpOptions = true,
        description =
                "Injects faults into a cluster of three brokers and some instances, all processes on this machine,"
                        + " while a load flows, and checks that no change is lost, invented, repeated or out of order.",
        footer =
                "A trial that failed leaves its logs and says where; the same scenario and seed repeat its load and its"
                        + " schedule.")
final class Faults implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Which scenarios; all where none is named.")
    private List<String> titles = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Of the first run (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Of each scenario, each with the next seed (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--seconds", defaultValue = "0", description = "Begins no run after that long; 0 for no limit.")
    private int seconds;

    @Option(names = "--list", description = "Lists the scenarios.")
    private boolean list;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Arrays.stream(Scenario.values()).forEach(one -> System.out.printf("%-20s %s%n", one.title(), one.words()));
            return 0;
        }
        // its clients see brokers go, which is what is asked for
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        List<Scenario> scenarios = scenarios();
        long begun = System.nanoTime();
        int failed = 0;
        Path folder = Files.createTempDirectory("segue-faults-");
        try (BrokerTrio brokers = BrokerTrio.start(folder)) {
            for (long run = seed; run < seed + runs; run++) {
                for (Scenario scenario : scenarios) {
                    if (seconds == 0 || System.nanoTime() - begun < seconds * 1_000_000_000L) {
                        failed += play(scenario, brokers, folder, run) ? 0 : 1;
                    }
                }
            }
        }
        if (failed == 0) {
            delete(folder);
        }
        return failed == 0 ? 0 : 1;
    }

    private static boolean play(Scenario scenario, BrokerTrio brokers, Path folder, long seed) throws Exception {
        Path own = folder.resolve(scenario.title() + "-" + seed);
        Outcome outcome;
        try {
            outcome = new Trial(scenario, brokers, own, seed).run();
        } catch (TestAbortedException e) {
            System.out.println(scenario.title() + " left out. " + e.getMessage());
            return true;
        }
        System.out.println(outcome.line());
        if (!outcome.good()) {
            System.out.println(Checker.words(outcome.findings()).indent(4) + "    logs: " + own
                    + "\n    again: faults/run " + scenario.title() + " --seed " + seed);
        }
        return outcome.good();
    }

    private List<Scenario> scenarios() {
        List<Scenario> chosen = new ArrayList<>();
        for (String title : titles) {
            chosen.add(Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario.title().equals(title))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            new CommandLine(this), "There is no scenario " + title + "; --list shows all.")));
        }
        return chosen.isEmpty() ? List.of(Scenario.values()) : chosen;
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
