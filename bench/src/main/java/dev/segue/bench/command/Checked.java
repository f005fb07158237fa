package dev.segue.bench.command;

import dev.segue.bench.check.Checker;
import dev.segue.bench.check.Verdict;
import dev.segue.bench.harness.Contender.Order;
import dev.segue.bench.harness.Drained;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A drain and whether what came out is right.
 *
 * @param verdict null where there is nothing to check by, or not everything was read
 */
record Checked(Drained drained, Verdict verdict) {

    static Checked of(Drained drained, String changesTopic, Optional<Checker> checker) {
        Order order = drained.contender().order();
        Verdict verdict = order == Order.NONE || !drained.complete()
                ? null
                : checker.map(one -> one.check(changesTopic, order)).orElse(null);
        return new Checked(drained, verdict);
    }

    boolean right() {
        return drained.complete() && (verdict == null || verdict.right());
    }

    /** Wrong, missing and duplicate changes per million events of the run that has the most of them. */
    static String worst(List<Checked> runs) {
        if (runs.stream().anyMatch(run -> !run.drained.complete())) {
            return "not all read";
        }
        return runs.stream()
                .filter(run -> run.verdict != null)
                .max(Comparator.comparingLong(
                        run -> run.verdict.wrong() + run.verdict.missing() + run.verdict.duplicate()))
                .map(Checked::faults)
                .orElse("-");
    }

    private String faults() {
        double million = drained.total() / 1e6;
        return String.format(
                Locale.ROOT,
                "%.0f / %.0f / %.0f",
                verdict.wrong() / million,
                verdict.missing() / million,
                verdict.duplicate() / million);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,9.0f events/s, CPU %.1f + %.1f s per million%s%s",
                drained.whole().eventsPerSecond(),
                drained.whole().serviceCpuPerMillion(),
                drained.whole().brokerCpuPerMillion(),
                drained.complete() ? "" : String.format(Locale.ROOT, ", stopped at %,d events", drained.committed()),
                verdict == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", of %,d changes %d wrong, %d missing, %d duplicate",
                                verdict.expected(),
                                verdict.wrong(),
                                verdict.missing(),
                                verdict.duplicate()));
    }
}
