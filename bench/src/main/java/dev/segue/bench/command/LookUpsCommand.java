package dev.segue.bench.command;

import dev.segue.bench.queries.QueryBenchmark;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run look-ups}. */
@Command(
        name = "look-ups",
        mixinStandardHelpOptions = true,
        description =
                "How soon GET /v1/customers/{id}/memberships answers at a steady rate, beside a stream that goes on:"
                        + " two instances as processes; customers of the instance asked, and of the other, to which it forwards.")
final class LookUpsCommand implements Callable<Integer> {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Look-ups a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Events a second meanwhile. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--customers", paramLabel = "N", defaultValue = "20000", description = "Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measurements of each, interleaved. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        List<QueryBenchmark.Result> results = new QueryBenchmark(rate, seconds, events, customers).run(runs);
        Table table = new Table(
                "customers of the instance", "answered/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "failed");
        for (QueryBenchmark.Result one : results) {
            table.add(
                    one.customers(),
                    number("%,.0f", one.answeredASecond()),
                    number("%.2f", one.p50()),
                    number("%.2f", one.p99()),
                    number("%.2f", one.p999()),
                    number("%.2f", one.max()),
                    String.valueOf(one.failed()));
        }
        System.out.print(table);
        Json.write(
                json,
                "look-ups",
                Map.of("rate", rate, "seconds", seconds, "events", events, "customers", customers),
                results);
        return 0;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
