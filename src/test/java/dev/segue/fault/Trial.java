package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.TestAbortedException;

/** One scenario once: a load, the fault, and what is found when all is at rest. */
final class Trial {

    /** What takes longer has not recovered, even on a machine with much else to do. */
    private static final Duration MOST_WAIT = Duration.ofMinutes(4);

    private final Scenario scenario;
    private final BrokerTrio brokers;
    private final Stage stage;
    private final long seed;

    Trial(Scenario scenario, BrokerTrio brokers, Stage stage, long seed) {
        this.scenario = scenario;
        this.brokers = brokers;
        this.stage = stage;
        this.seed = seed;
    }

    Outcome run() throws Exception {
        long begun = System.currentTimeMillis();
        int kills = stage.instances().kills();
        int restarts = stage.instances().restarts();
        Customers customers = new Customers("c" + stage.trials() + "-");
        Load load = stage.load(scenario.form(), customers, seed);
        stage.watch().begin();
        List<String> findings = new ArrayList<>();
        try {
            inject(load, customers, findings);
        } catch (TestAbortedException | InterruptedException e) {
            throw e;
        } catch (ConditionTimeoutException e) {
            findings.add("never came to rest: " + e.getMessage());
        } catch (Exception e) {
            findings.add("could not be played to its end: " + e);
        } finally {
            load.end();
            stage.ended(load);
        }
        findings.addAll(stage.instances().takeFindings());
        if (stage.watch().worst() > MOST_WAIT.toMillis()) {
            findings.add("a change was " + stage.watch().worst() / 1_000 + " s in coming");
        }
        return new Outcome(
                scenario,
                seed,
                load.count(),
                stage.watch().seen(),
                findings,
                stage.instances().kills() - kills,
                stage.instances().restarts() - restarts,
                stage.watch().worst(),
                System.currentTimeMillis() - begun);
    }

    private void inject(Load load, Customers customers, List<String> findings) throws Exception {
        load.start();
        await().atMost(Duration.ofMinutes(10)).until(() -> stage.watch().seen() > 0);
        scenario.form().fault().inject(new Field(stage, brokers, load, customers, new Random(seed), findings));
        load.end();
        brokers.heal();
        stage.instances().heal();
        stage.instances().awaitAllReady();
        stage.awaitQuiet(500);
        findings.addAll(stage.findings(seed));
    }
}
