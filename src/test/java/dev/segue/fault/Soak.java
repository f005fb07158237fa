package dev.segue.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.segue.check.Checker;
import dev.segue.check.Expectation.Clock;
import dev.segue.fault.Ground.Peculiarity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faults/run soak}: days of events in minutes, and whether anything grows meanwhile. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description =
                "Plays ten hours of events a minute, of 2,000 customers of whom 12 hours are kept, and looks at memory,"
                        + " threads, open files, state and changelogs: each must be flat in the second half. All changes are"
                        + " checked at the end.")
final class Soak implements Callable<Integer> {

    private static final int CUSTOMERS = 2_000;
    private static final int LOOKS = 240;
    private static final int EACH_HEAP = 8;
    private static final int EACH_WORD = 12;
    private static final Ground GROUND = new Ground(
            Segments.BY_EVENTS,
            Clock.EVENT,
            2,
            Map.of(
                    "segue.timeline.retention",
                    "12h",
                    // so that it is full soon: what RocksDB may keep in memory it takes over hours of such writing
                    "segue.store.memory-bytes",
                    "16777216",
                    // so that compaction has something to do: it leaves the newest segment alone
                    "topic.segment.bytes",
                    "1048576",
                    "topic.max.compaction.lag.ms",
                    "30000"),
            Set.of(Peculiarity.HEAP_TAKEN));

    @Option(names = "--minutes", defaultValue = "60", description = "How long (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Of the load (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        Path folder = Files.createTempDirectory("segue-soak-");
        boolean good = soak(folder);
        if (good) {
            Faults.delete(folder);
        } else {
            System.out.println("logs: " + folder);
        }
        return good ? 0 : 1;
    }

    private boolean soak(Path folder) throws Exception {
        Form form = new Form(field -> {}, any -> Traffic.everyday(CUSTOMERS), GROUND, true);
        try (BrokerTrio brokers = BrokerTrio.start(folder);
                Stage stage = Stage.open(GROUND, brokers, folder.resolve("soak"))) {
            Load load = stage.load(form, new Customers("c"), seed);
            load.start();
            List<Vitals> vitals = watch(stage, load);
            load.end();
            List<String> findings = stage.rest(seed).findings();
            System.out.printf("%d minutes, %d events%n", minutes, load.count());
            return tell(vitals, findings);
        }
    }

    private List<Vitals> watch(Stage stage, Load load) throws Exception {
        List<Vitals> vitals = List.of(new Vitals(stage.instances(), 0), new Vitals(stage.instances(), 1));
        long begun = System.nanoTime();
        long step = minutes * 60_000_000_000L / LOOKS;
        for (int look = 1; look <= LOOKS; look++) {
            Thread.sleep(Math.max(1, (begun + look * step - System.nanoTime()) / 1_000_000));
            double changelogs = Vitals.changelogs(stage.cluster(), stage.name());
            for (Vitals one : vitals) {
                one.look(changelogs);
                if (look % EACH_HEAP == 0) {
                    one.lookAtHeap();
                }
            }
            if (look % EACH_WORD == 0) {
                System.err.printf(
                        Locale.ROOT,
                        "soak: %.1f of %d minutes, %d events%n",
                        look * (double) minutes / LOOKS,
                        minutes,
                        load.count());
            }
        }
        return vitals;
    }

    private static boolean tell(List<Vitals> vitals, List<String> findings) {
        boolean good = findings.isEmpty();
        for (int i = 0; i < vitals.size(); i++) {
            System.out.println("instance " + i);
            for (Course course : vitals.get(i).courses().values()) {
                System.out.println("  " + course.line());
                good &= course.isFlat();
            }
        }
        System.out.println(
                findings.isEmpty() ? "no change is lost, invented, repeated or out of order" : Checker.words(findings));
        return good;
    }
}
