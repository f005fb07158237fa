package dev.segue.bench.command;

import dev.segue.bench.harness.Cluster;
import dev.segue.bench.harness.Contender;
import dev.segue.bench.harness.Drain;
import dev.segue.bench.harness.Progress;
import dev.segue.bench.harness.Restore;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.TopicLoader.Loaded;
import dev.segue.bench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "How long it takes to run again with the state on disk, and with the compacted changelog alone.")
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StageOptions stage;

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "segue",
            description = "Who is measured; those whose state is in changelogs. Default: ${DEFAULT-VALUE}.")
    private List<String> contenders;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Path json;

    @Override
    public Integer call() {
        List<Restore.Result> results = new ArrayList<>();
        Loaded loaded;
        try (Stage set = Stage.set(stage.options(), stage.definitions(workload.seed), "event", Cluster.COMPACTING)) {
            loaded = set.load(workload.workload(Workload.BEGINS), true);
            long total = set.cluster().written(Stage.INPUTS);
            for (String label : contenders) {
                Stage.Run run = set.run(Contender.of(label), "restore");
                new Drain(run, total).measure();
                Progress.say("%s: state is built", run.id());
                results.add(new Restore(run).measure());
                run.strike();
            }
        }
        System.out.print(table(results, loaded.customers()));
        Map<String, Object> options = stage.described();
        options.putAll(workload.described());
        options.put("customersSeen", loaded.customers());
        Json.write(json, "restore", options, results);
        return 0;
    }

    private static Table table(List<Restore.Result> results, int customers) {
        Table table = new Table(
                "contender",
                "start s",
                "restored s",
                "restoring: s per million customers",
                "records/s",
                "changelog records/customer",
                "B/customer",
                "state B/customer",
                "RSS at rest MB");
        for (Restore.Result one : results) {
            table.add(
                    one.contender().label(),
                    number("%.1f", one.startSeconds()),
                    number("%.1f", one.restoreSeconds()),
                    number("%.1f", one.restoring() * 1e6 / customers),
                    number("%,.0f", one.records() / one.restoring()),
                    number("%.2f", (double) one.records() / customers),
                    number("%.0f", (double) one.changelogBytes() / customers),
                    number("%.0f", (double) one.stateBytes() / customers),
                    number("%.0f", one.residentBytes() / 1e6));
        }
        return table;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
