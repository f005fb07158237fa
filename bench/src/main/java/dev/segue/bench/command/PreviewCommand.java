package dev.segue.bench.command;

import dev.segue.bench.harness.Beside;
import dev.segue.bench.harness.Cluster;
import dev.segue.bench.harness.Contender;
import dev.segue.bench.harness.Delays;
import dev.segue.bench.harness.PreviewCall;
import dev.segue.bench.harness.Progress;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run preview}. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description =
                "How long Segue takes to preview a changed rule on all customers of a history, and what the stream that"
                        + " goes on meanwhile notices of it: its lag and the delay from event to change before, while and after.")
final class PreviewCommand implements Callable<Integer> {

    /** A history is not of exactly its span, and must not reach into the future. */
    private static final Duration MARGIN = Duration.ofDays(1);

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StageOptions stage;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Events a second, all the time. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Without previews, before and after; as long again to warm up. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--previews",
            paramLabel = "N",
            defaultValue = "3",
            description = "Previews, one after the other. Default: ${DEFAULT-VALUE}.")
    private int previews;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "0",
            description = "Ask for sizes of so many days too. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Path json;

    @Override
    public Integer call() {
        Workload history = workload.workload(Instant.now().minus(Workload.SPAN).minus(MARGIN));
        Beside.Result result;
        try (Stage set = Stage.set(stage.options(), stage.definitions(workload.seed), "live", Cluster.KEEPING_ALL)) {
            set.load(history, false);
            Stage.Run run = set.run(Contender.SEGUE, "preview");
            Progress.say("%s: reads the history, then %,d events/s", run.id(), rate);
            result = new Beside(run, history.live(), rate, seconds).measure(previews, days);
        }
        System.out.print(previews(result));
        System.out.println();
        System.out.print(phases(result));
        Map<String, Object> options = stage.described();
        options.putAll(workload.described());
        options.putAll(Map.of("rate", rate, "seconds", seconds, "previews", previews, "days", days));
        Json.write(json, "preview", options, result);
        return 0;
    }

    private static Table previews(Beside.Result result) {
        Table table = new Table("preview", "seconds", "customers", "customers/s", "would enter", "would leave");
        int number = 1;
        for (PreviewCall.Made one : result.previews()) {
            table.add(
                    String.valueOf(number++),
                    String.format(Locale.ROOT, "%.1f", one.seconds()),
                    String.format(Locale.ROOT, "%,d", one.customers()),
                    String.format(Locale.ROOT, "%,.0f", one.customers() / one.seconds()),
                    String.format(Locale.ROOT, "%,d", one.entering()),
                    String.format(Locale.ROOT, "%,d", one.leaving()));
        }
        return table;
    }

    private static Table phases(Beside.Result result) {
        Table table = new Table(
                "previews",
                "seconds",
                "events/s",
                "lag: mean / max events",
                "event to change: p50 / p99 / max ms",
                "changes",
                "cores, service");
        for (Beside.Phase one : result.phases()) {
            Delays delays = one.byEvent();
            table.add(
                    one.name(),
                    String.format(Locale.ROOT, "%.1f", one.seconds()),
                    String.format(Locale.ROOT, "%,d", result.rate()),
                    String.format(Locale.ROOT, "%,.0f / %,d", one.lag(), one.mostLag()),
                    String.format(Locale.ROOT, "%.0f / %.0f / %.0f", delays.p50(), delays.p99(), delays.max()),
                    String.valueOf(delays.count()),
                    String.format(Locale.ROOT, "%.2f", one.cores()));
        }
        return table;
    }
}
