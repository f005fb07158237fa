package dev.segue.fault;

import dev.segue.check.Checker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Plays one scenario after the other, on the stage of the one before where that has what it needs, and tells of each. */
final class Plays implements AutoCloseable {

    private final BrokerTrio brokers;
    private final Path folder;
    private final int together;
    private final Tally tally;
    private Stage stage;
    /** What was played on the stage, as it is named on the command line. */
    private final List<String> played = new ArrayList<>();

    private long last;

    /** @param together how many trials at most are played on one stage */
    Plays(BrokerTrio brokers, Path folder, int together, Tally tally) {
        this.brokers = brokers;
        this.folder = folder;
        this.together = together;
        this.tally = tally;
    }

    void play(Play play) throws InterruptedException {
        Form form = play.scenario().form();
        if (stage != null && !goesOnWith(form)) {
            leave();
        }
        last = play.seed();
        try {
            tell(outcome(play), form.lasting());
        } catch (TestAbortedException e) {
            tally.leaveOut(play.scenario(), e.getMessage());
            leave();
        }
    }

    private Outcome outcome(Play play) throws InterruptedException {
        try {
            if (stage == null) {
                // whatever a trial before that failed left behind
                brokers.heal();
                stage = Stage.open(
                        play.scenario().form().ground(),
                        brokers,
                        folder.resolve(play.words().replace(':', '-')));
                played.clear();
            }
            played.add(play.words());
            return new Trial(play.scenario(), brokers, stage, play.seed()).run();
        } catch (TestAbortedException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Outcome.failed(play.scenario(), play.seed(), "could not be begun: " + e);
        }
    }

    private void tell(Outcome outcome, boolean lasting) throws InterruptedException {
        tally.add(outcome);
        System.out.println(outcome.line());
        if (!outcome.good()) {
            tell(outcome.findings());
            close();
        } else if (!lasting) {
            leave();
        }
    }

    private boolean goesOnWith(Form form) {
        return stage.trials() < together && form.lasting() && form.ground().equals(stage.ground());
    }

    /** Looks at what all that was played on the stage left. */
    void leave() throws InterruptedException {
        if (stage == null) {
            return;
        }
        Rest rest = rest();
        tally.add(rest);
        System.out.println(rest.line());
        if (!rest.good()) {
            tell(rest.findings());
        }
        close();
    }

    private Rest rest() throws InterruptedException {
        try {
            return stage.rest(last);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new Rest(stage.trials(), List.of("could not be looked at: " + e), 0);
        }
    }

    private void tell(List<String> findings) {
        System.out.println(Checker.words(findings).indent(4) + "    logs: " + folder + "\n    again: faults/run "
                + String.join(" ", played));
    }

    @Override
    public void close() throws InterruptedException {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }
}
