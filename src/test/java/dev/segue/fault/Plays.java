package dev.segue.fault;

import dev.segue.check.Checker;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Plays one scenario after the other, on the stage of the one before where that has what it needs, and tells of each. */
final class Plays implements AutoCloseable {

    private final BrokerTrio brokers;
    private final Path folder;
    private final int together;
    private final Tally tally;
    private Stage stage;
    /** What repeats all that was played on the stage. */
    private String again;

    private long last;

    /** @param together how many trials at most are played on one stage */
    Plays(BrokerTrio brokers, Path folder, int together, Tally tally) {
        this.brokers = brokers;
        this.folder = folder;
        this.together = together;
        this.tally = tally;
    }

    void play(Scenario scenario, long seed) throws Exception {
        if (stage != null && !goesOnWith(scenario)) {
            leave();
        }
        last = seed;
        try {
            if (stage == null) {
                // whatever a trial before that failed left behind
                brokers.heal();
                stage = Stage.open(scenario.form().ground(), brokers, folder.resolve(scenario.title() + "-" + seed));
                again = scenario.title() + " --seed " + seed;
            }
            Outcome outcome = new Trial(scenario, brokers, stage, seed).run();
            tally.add(outcome);
            System.out.println(outcome.line());
            if (!outcome.good()) {
                tell(outcome.findings());
                close();
            } else if (!scenario.form().lasting()) {
                leave();
            }
        } catch (TestAbortedException e) {
            System.out.println(scenario.title() + " left out. " + e.getMessage());
            close();
        }
    }

    private boolean goesOnWith(Scenario scenario) {
        return stage.trials() < together
                && scenario.form().lasting()
                && scenario.form().ground().equals(stage.ground());
    }

    /** Looks at what all that was played on the stage left. */
    void leave() throws Exception {
        if (stage == null) {
            return;
        }
        Rest rest = stage.rest(last);
        tally.add(rest);
        System.out.println(rest.line());
        if (!rest.good()) {
            tell(rest.findings());
        }
        close();
    }

    private void tell(List<String> findings) {
        System.out.println(Checker.words(findings).indent(4) + "    logs: "
                + stage.instances().folder(0).getParent() + "\n    again: faults/run " + again + " --runs "
                + stage.trials());
    }

    @Override
    public void close() throws InterruptedException {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }
}
