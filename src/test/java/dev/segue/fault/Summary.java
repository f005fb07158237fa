package dev.segue.fault;

import java.util.List;
import java.util.Locale;

/**
 * What came of all runs of one scenario.
 *
 * @param runs one outcome at least
 */
record Summary(Scenario scenario, List<Outcome> runs) {

    /** One line in words. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d runs, %d good, %d kills, %d events, %d changes, worst wait %.1f s, median %.1f s",
                scenario.title(),
                runs.size(),
                good(),
                kills(),
                events(),
                changes(),
                worst(),
                median());
    }

    /** The row of a table in Markdown: what is done, what must hold, and what came of it. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %d | %d | %,d | %,d | %s | %s | `faults/run %s%s` |",
                scenario.title(),
                scenario.words(),
                scenario.expected(),
                runs.size(),
                kills(),
                events(),
                changes(),
                good() == runs.size() ? "0" : "**" + (runs.size() - good()) + " runs failed**",
                runs.size() < 3
                        ? String.format(Locale.ROOT, "%.1f s", worst())
                        : String.format(Locale.ROOT, "%.1f s, median %.1f s", worst(), median()),
                scenario.title(),
                again());
    }

    private String again() {
        long first = runs.stream().mapToLong(Outcome::seed).min().orElseThrow();
        return (first == 1 ? "" : " --seed " + first) + (runs.size() == 1 ? "" : " --runs " + runs.size());
    }

    private long good() {
        return runs.stream().filter(Outcome::good).count();
    }

    private int kills() {
        return runs.stream().mapToInt(Outcome::kills).sum();
    }

    private int events() {
        return runs.stream().mapToInt(Outcome::events).sum();
    }

    private long changes() {
        return runs.stream().mapToLong(Outcome::changes).sum();
    }

    private double worst() {
        return waits().get(runs.size() - 1) / 1_000.0;
    }

    private double median() {
        return waits().get(runs.size() / 2) / 1_000.0;
    }

    private List<Long> waits() {
        return runs.stream().map(Outcome::worstMillis).sorted().toList();
    }
}
