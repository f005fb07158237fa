package dev.segue.bench.command;

import dev.segue.bench.harness.Cluster;
import dev.segue.bench.harness.Contender;
import dev.segue.bench.harness.Delays;
import dev.segue.bench.harness.Paced;
import dev.segue.bench.harness.Progress;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.LiveTraffic;
import dev.segue.bench.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run paced}. */
@Command(
        name = "paced",
        mixinStandardHelpOptions = true,
        description = "How soon a committed change is read after its event, while events come at fixed rates. First the"
                + " contender reads a history (--events) that ends about a day ago; and 20 carts a second were filled half"
                + " an hour ago, which time alone makes abandoned meanwhile.")
final class PacedCommand implements Callable<Integer> {

    /** A history is not of exactly its span, and must not reach into the future. */
    private static final Duration MARGIN = Duration.ofDays(1);

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StageOptions stage;

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "segue",
            description = "Who is measured. Default: ${DEFAULT-VALUE}.")
    private List<String> contenders;

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000",
            description = "Events a second; several, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> rates;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Sent at the rate and not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Counted, at each rate. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Path json;

    @Override
    public Integer call() {
        List<Paced.Result> results = new ArrayList<>();
        for (String label : contenders) {
            results.addAll(measure(Contender.of(label)));
        }
        System.out.print(table(results));
        Map<String, Object> options = stage.described();
        options.putAll(workload.described());
        options.put("warmUpSeconds", warmUp);
        options.put("seconds", seconds);
        Json.write(json, "paced", options, results);
        return 0;
    }

    /** On a stage of its own: the live events of one would be in the topics of the next. */
    private List<Paced.Result> measure(Contender contender) {
        Workload history = workload.workload(Instant.now().minus(Workload.SPAN).minus(MARGIN));
        try (Stage set = Stage.set(stage.options(), stage.definitions(workload.seed), "live", Cluster.KEEPING_ALL)) {
            set.load(history, false);
            LiveTraffic traffic = history.live();
            Stage.Run run = set.run(contender, "paced");
            return Paced.afterHistory(run, rates, rate -> {
                Progress.say("%s: %,d events/s for %d s", contender.label(), rate, warmUp + seconds);
                return new Paced(run, traffic, rate, warmUp, seconds);
            });
        }
    }

    private static Table table(List<Paced.Result> results) {
        Table table = new Table(
                "contender",
                "events/s",
                "event to change: p50 / p99 / p99.9 / max ms",
                "changes",
                "by time: p50 / p99 / p99.9 / max ms",
                "changes",
                "CPU s/million, service",
                "broker",
                "RSS MB",
                "sender late ms",
                "sustained");
        for (Paced.Result one : results) {
            table.add(
                    one.contender().label(),
                    String.format(Locale.ROOT, "%,d", one.rate()),
                    text(one.byEvent()),
                    String.valueOf(one.byEvent().count()),
                    text(one.byTime()),
                    String.valueOf(one.byTime().count()),
                    String.format(Locale.ROOT, "%.1f", one.serviceCpuPerMillion()),
                    String.format(Locale.ROOT, "%.1f", one.brokerCpuPerMillion()),
                    String.format(Locale.ROOT, "%.0f", one.residentBytes() / 1e6),
                    String.format(Locale.ROOT, "%.0f", one.senderLateMillis()),
                    one.sustained() ? "yes" : "no, " + one.lag() + " behind");
        }
        return table;
    }

    private static String text(Delays delays) {
        return String.format(
                Locale.ROOT, "%.0f / %.0f / %.0f / %.0f", delays.p50(), delays.p99(), delays.p999(), delays.max());
    }
}
