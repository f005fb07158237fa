package dev.segue.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faults/run}: plays scenarios on real processes and tells what came of each. */
@Command(
        name = "faults/run",
        subcommands = {Soak.class, LongLife.class},
        mixinStandardHelpOptions = true,
        description =
                "Injects faults into a cluster of three brokers and some instances, all processes on this machine,"
                        + " while a load flows, and checks that no change is lost, invented, repeated or out of order.",
        footer =
                "A trial that failed leaves its logs, says where, and how to repeat its load and its schedule with all that was"
                        + " played before it on the same instances.")
final class Faults implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO[:SEED]",
            description = "Which scenarios; all where none is named.")
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

    @Option(
            names = "--together",
            defaultValue = "10",
            description =
                    "At most so many runs, one after the other, on the same instances, topics and state, where what"
                            + " they need is the same (${DEFAULT-VALUE}); brokers are shared by all.")
    private int together;

    @Option(
            names = "--before",
            paramLabel = "JAR",
            description =
                    "The classes of the version of Segue that an upgrade begins with; it runs with this one's libraries.")
    private Path before;

    @Option(names = "--markdown", description = "Sums up in the rows of a table.")
    private boolean markdown;

    @Option(names = "--list", description = "Lists the scenarios.")
    private boolean list;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Arrays.stream(Scenario.values())
                    .forEach(one -> System.out.printf(
                            "%-20s %s%n%20s must hold: %s%n", one.title(), one.words(), "", one.expected()));
            return 0;
        }
        // its clients see brokers go, which is what is asked for
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        if (before != null) {
            System.setProperty(Stage.BEFORE, before.toString());
        }
        List<Play> chosen = plays();
        long begun = System.nanoTime();
        Path folder = Files.createTempDirectory("segue-faults-");
        Tally tally = new Tally();
        try (BrokerTrio brokers = BrokerTrio.start(folder);
                Plays plays = new Plays(brokers, folder, together, tally)) {
            for (Play play : chosen) {
                if (seconds == 0 || System.nanoTime() - begun < seconds * 1_000_000_000L) {
                    plays.play(play);
                }
            }
            plays.leave();
        }
        tally.summaries().forEach(summary -> System.out.println(markdown ? summary.row() : summary.line()));
        tally.leftOut().forEach(System.out::println);
        if (tally.good()) {
            delete(folder);
        }
        return tally.good() ? 0 : 1;
    }

    private List<Play> plays() {
        List<String> words = titles.isEmpty()
                ? Arrays.stream(Scenario.values()).map(Scenario::title).toList()
                : titles;
        try {
            return words.stream()
                    .flatMap(each -> Play.of(each, seed, runs).stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(new CommandLine(this), e.getMessage());
        }
    }

    static void delete(Path folder) throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
