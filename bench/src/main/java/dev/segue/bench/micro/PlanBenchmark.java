package dev.segue.bench.micro;

import dev.segue.event.Activity;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What an event costs to evaluate, all instants between events at which time alone changes an answer included, with 10 to
 * 10,000 segments. Run its main for a table; it takes JMH's options.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {

    private static final int CUSTOMERS = 100;
    private static final int KEPT_READY = 256;

    /** How many segments there are. */
    @Param({"10", "100", "1000", "10000"})
    public int segments;

    private Assigner assigner;
    private Visits visits;
    private Customer[] customers;
    private final List<Ready> ready = new ArrayList<>();
    private int turn;
    private long events;
    private long changes;

    /** A stored customer, and the event that they are read for. */
    private record Ready(String id, StoredParts parts, Activity event) {}

    /** Fills 35 days, then keeps some customers as they are before their next event. */
    @Setup(Level.Trial)
    public void fill() {
        assigner = new Assigner(DrawnSegments.of(segments, 1), 1, 0, Retention.DEFAULT, "");
        visits = new Visits(CUSTOMERS, 2);
        customers = new Customer[CUSTOMERS];
        for (int i = 0; i < CUSTOMERS; i++) {
            customers[i] = Customer.unknown("customer-" + i);
        }
        for (int i = visits.spanOfEvents(); i > 0; i--) {
            apply(visits.next());
        }
        Map<String, StoredParts> stored = new HashMap<>();
        while (ready.size() < KEPT_READY) {
            Activity event = visits.next();
            Customer customer = customers[visits.customer()];
            StoredParts parts = stored.computeIfAbsent(customer.id(), any -> new StoredParts());
            customer.write(parts, event.occurredAt());
            ready.add(new Ready(customer.id(), parts.copy(), event));
            apply(customer, event);
        }
        events = 0;
        changes = 0;
    }

    /** Prints how much there was to do. */
    @TearDown(Level.Trial)
    public void tell() {
        if (events > 0) {
            System.out.printf("%n%.3f changes an event%n", (double) changes / events);
        }
    }

    /** An event of a customer who is in memory. */
    @Benchmark
    public Customer hot() {
        return apply(visits.next());
    }

    /** Making an event, which {@link #hot} does besides. */
    @Benchmark
    public Activity event() {
        return visits.next();
    }

    /** An event of a customer who is read from their parts first. */
    @Benchmark
    public Customer cold() {
        Ready next = next();
        return apply(Customer.read(next.id, next.parts), next.event);
    }

    /** Reading the customer, which {@link #cold} does besides. */
    @Benchmark
    public Customer read() {
        Ready next = next();
        return Customer.read(next.id, next.parts);
    }

    private Ready next() {
        turn = turn + 1 == ready.size() ? 0 : turn + 1;
        return ready.get(turn);
    }

    private Customer apply(Activity event) {
        return apply(customers[visits.customer()], event);
    }

    private Customer apply(Customer customer, Activity event) {
        events++;
        assigner.apply(customer, event, null, event.occurredAt(), change -> changes++);
        return customer;
    }

    /** Runs all and prints a table: processor time and bytes an event, and the ratio to ten segments. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(PlanBenchmark.class.getName() + (args.length == 0 ? ".*" : ""))
                        .addProfiler(CpuProfiler.class)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<String, Double> nanos = new TreeMap<>();
        Map<String, Double> bytes = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String key = name.substring(name.lastIndexOf('.') + 1) + " "
                    + result.getParams().getParam("segments");
            nanos.put(key, result.getSecondaryResults().get(CpuProfiler.LABEL).getScore());
            bytes.put(
                    key, result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
        System.out.printf("%n%-8s %8s %12s %12s %8s%n", "", "segments", "cpu us", "bytes", "ratio");
        print("hot", "event", nanos, bytes);
        print("cold", "read", nanos, bytes);
    }

    private static void print(String whole, String besides, Map<String, Double> nanos, Map<String, Double> bytes) {
        double ofTen = Double.NaN;
        for (int segments : new int[] {10, 100, 1_000, 10_000}) {
            String key = whole + " " + segments;
            if (nanos.containsKey(key)) {
                double own = nanos.get(key) - nanos.getOrDefault(besides + " " + segments, 0.0);
                double ownBytes = bytes.get(key) - bytes.getOrDefault(besides + " " + segments, 0.0);
                ofTen = segments == 10 ? own : ofTen;
                System.out.printf("%-8s %8d %12.2f %12.0f %8.2f%n", whole, segments, own / 1000, ownBytes, own / ofTen);
            }
        }
    }
}
