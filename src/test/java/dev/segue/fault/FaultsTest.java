package dev.segue.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.check.Checker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(names = {"KILL", "BROKERS_BOUNCED", "OUTAGE"})
    void shouldLoseInventAndRepeatNothing(Scenario scenario) throws Exception {
        Outcome outcome = new Trial(scenario, brokers, folder.resolve(scenario.title()), 1).run();

        assertThat(outcome.changes()).isPositive();
        assertThat(Checker.words(outcome.findings())).isEmpty();
    }
}
