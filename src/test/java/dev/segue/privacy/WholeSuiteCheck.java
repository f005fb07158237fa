package dev.segue.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs by itself once all tests have run, over what they logged, and what Segue told while they ran. */
class WholeSuiteCheck {

    /** Where tests keep what is not in their own process's log; see {@link Told}. */
    static final Path TOLD = Path.of("target", "told");

    private static final Path LOGS = Path.of("target", "surefire-reports");

    @Test
    void shouldHaveToldNothingOfAnyCustomer() throws Exception {
        Sweep sweep = new Sweep().in(LOGS, "-output.txt").in(TOLD, ".txt");

        assumeThat(sweep.files())
                .as("skipped: no test has left anything to look through")
                .isNotEmpty();
        assertThat(sweep.findings())
                .as("lines with customers in what operators read")
                .isEmpty();
    }
}
