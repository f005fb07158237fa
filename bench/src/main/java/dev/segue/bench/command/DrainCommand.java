package dev.segue.bench.command;

import dev.segue.bench.check.Checker;
import dev.segue.bench.harness.BenchmarkFailed;
import dev.segue.bench.harness.Cluster;
import dev.segue.bench.harness.Contender;
import dev.segue.bench.harness.Drain;
import dev.segue.bench.harness.Drained;
import dev.segue.bench.harness.Progress;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.TopicLoader.Loaded;
import dev.segue.bench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run drain}. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = "How fast each contender gets through events that lie in the topics, and what that costs.")
final class DrainCommand implements Callable<Integer> {

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StageOptions stage;

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            description = "Who is measured. Default: all that are built.")
    private List<String> contenders;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each, interleaved. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Path json;

    @Override
    public Integer call() {
        List<Contender> measured = measured();
        Map<Contender, List<Checked>> results = new EnumMap<>(Contender.class);
        Loaded loaded;
        try (Stage set = Stage.set(stage.options(), stage.definitions(workload.seed), "event", Cluster.KEEPING_ALL)) {
            loaded = set.load(workload.workload(Workload.BEGINS), true);
            Optional<Checker> checker = checker(set, loaded);
            long total = set.cluster().written(Stage.INPUTS);
            for (int run = 1; run <= runs; run++) {
                for (Contender contender : measured) {
                    Stage.Run one = set.run(contender, String.valueOf(run));
                    Checked checked = Checked.of(new Drain(one, total).measure(), one.changes(), checker);
                    Progress.say("%-22s %s", one.id(), checked);
                    one.strike();
                    results.computeIfAbsent(contender, any -> new ArrayList<>()).add(checked);
                }
            }
        }
        System.out.print(table(results, loaded));
        Json.write(json, "drain", options(loaded), results);
        return results.getOrDefault(Contender.SEGUE, List.of()).stream().allMatch(Checked::right) ? 0 : 1;
    }

    /** Only the ten segments are checked. */
    private Optional<Checker> checker(Stage set, Loaded loaded) {
        if (stage.segments != 10) {
            return Optional.empty();
        }
        Checker checker = new Checker(set.cluster());
        int changes = checker.expected(Contender.Order.AS_READ);
        Progress.say(
                "%,d changes should come of them: %.2f %%",
                changes, 100.0 * changes / loaded.workload().events());
        return Optional.of(checker);
    }

    private List<Contender> measured() {
        List<Contender> wanted = contenders == null
                ? List.of(Contender.values())
                : contenders.stream().map(Contender::of).toList();
        List<Contender> there = wanted.stream()
                .filter(Contender::isThere)
                .filter(one -> stage.segments == 10 || one.readsDefinitions() || one.order() == Contender.Order.NONE)
                .toList();
        if (there.isEmpty()) {
            throw new BenchmarkFailed("none of these contenders is part of this build, or can do these segments");
        }
        return there;
    }

    private static Table table(Map<Contender, List<Checked>> results, Loaded loaded) {
        Table table = new Table(
                "contender",
                "events/s",
                "CPU s/million, service",
                "broker",
                "second half: events/s",
                "service",
                "broker",
                "changelog B/event",
                "records/event",
                "state B/customer",
                "peak RSS MB",
                "changes %",
                "wrong/missing/duplicate per million");
        results.forEach((contender, checked) -> {
            List<Drained> runs = checked.stream().map(Checked::drained).toList();
            table.add(
                    contender.label(),
                    Figure.of(runs, run -> run.whole().eventsPerSecond()).text("%,.0f"),
                    Figure.of(runs, run -> run.whole().serviceCpuPerMillion()).text("%.1f"),
                    Figure.of(runs, run -> run.whole().brokerCpuPerMillion()).text("%.1f"),
                    Figure.of(runs, run -> run.secondHalf().eventsPerSecond()).text("%,.0f"),
                    Figure.of(runs, run -> run.secondHalf().serviceCpuPerMillion())
                            .text("%.1f"),
                    Figure.of(runs, run -> run.secondHalf().brokerCpuPerMillion())
                            .text("%.1f"),
                    Figure.of(runs, Drained::changelogBytesPerEvent).text("%.0f"),
                    Figure.of(runs, Drained::changelogRecordsPerEvent).text("%.2f"),
                    Figure.of(runs, run -> (double) run.stateBytes() / loaded.customers())
                            .text("%.0f"),
                    Figure.of(runs, run -> run.peakResidentBytes() / 1e6).text("%.0f"),
                    Figure.of(runs, run -> 100.0 * run.changesWritten() / run.committed())
                            .text("%.1f"),
                    Checked.worst(checked));
        });
        return table;
    }

    private Map<String, Object> options(Loaded loaded) {
        Map<String, Object> options = stage.described();
        options.putAll(workload.described());
        options.put("customersSeen", loaded.customers());
        options.put("runs", runs);
        return options;
    }
}
