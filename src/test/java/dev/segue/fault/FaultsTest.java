package dev.segue.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.check.Checker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the scenarios; {@code faults/run} plays all. */
@Tag("faults")
class FaultsTest {

    @TempDir
    private static Path folder;

    private static BrokerTrio brokers;

    @BeforeAll
    static void startBrokers() throws Exception {
        brokers = BrokerTrio.start(folder);
    }

    @AfterAll
    static void stopBrokers() {
        if (brokers != null) {
            brokers.close();
        }
    }

    @Test
    void shouldLoseInventAndRepeatNothingByKills() throws Exception {
        try (Stage stage = Stage.open(Scenario.KILL_BRIEFLY.form().ground(), brokers, folder.resolve("kills"))) {
            for (int seed = 1; seed <= 3; seed++) {
                play(Scenario.KILL_BRIEFLY, stage, seed);
            }
            play(Scenario.BROKERS_BOUNCED, stage, 1);

            Rest rest = stage.rest(1);

            assertThat(Checker.words(rest.findings())).isEmpty();
        }
    }

    @Test
    void shouldExitNobodyForEventsNotYetReadAfterAnOutage() throws Exception {
        try (Stage stage = Stage.open(Scenario.OUTAGE.form().ground(), brokers, folder.resolve("outage"))) {
            play(Scenario.OUTAGE, stage, 1);
        }
    }

    private static void play(Scenario scenario, Stage stage, int seed) throws Exception {
        Outcome outcome = new Trial(scenario, brokers, stage, seed).run();

        assertThat(outcome.changes()).isPositive();
        assertThat(Checker.words(outcome.findings())).isEmpty();
    }
}
