package dev.segue.fault;

import java.util.List;
import java.util.Locale;

/**
 * What came of one trial.
 *
 * @param findings what was not as it must be; empty for nothing
 * @param kills of instances
 * @param restarts how often an instance ended by itself and was started again, where it may
 * @param worstMillis the longest that a change was in coming
 */
record Outcome(
        Scenario scenario,
        long seed,
        int events,
        long changes,
        List<String> findings,
        int kills,
        int restarts,
        long worstMillis,
        long millis) {

    /** Of a trial that did not begin. */
    static Outcome failed(Scenario scenario, long seed, String finding) {
        return new Outcome(scenario, seed, 0, 0, List.of(finding), 0, 0, 0, 0);
    }

    boolean good() {
        return findings.isEmpty();
    }

    /** One line that tells how to repeat it. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-18s seed %-6d %-6s %6d events %6d changes, worst wait %5.1f s, %d kills, %d restarts, took %d s",
                scenario.title(),
                seed,
                good() ? "good" : "FAILED",
                events,
                changes,
                worstMillis / 1000.0,
                kills,
                restarts,
                millis / 1000);
    }
}
