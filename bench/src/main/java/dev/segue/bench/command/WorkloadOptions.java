package dev.segue.bench.command;

import dev.segue.bench.workload.Popularity;
import dev.segue.bench.workload.Workload;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which events. */
final class WorkloadOptions {

    @Option(
            names = "--workload",
            paramLabel = "SHAPE",
            defaultValue = "ZIPF08",
            description = "How customers share the traffic: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Popularity popularity;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Customers to draw from. Default: ${DEFAULT-VALUE}.")
    int customers;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Events. Default: ${DEFAULT-VALUE}.")
    int events;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed;

    /** For the record. */
    Map<String, Object> described() {
        return Map.of("workload", popularity, "customers", customers, "events", events, "seed", seed);
    }

    Workload workload(Instant begins) {
        return new Workload(popularity, customers, events, seed, begins);
    }
}
