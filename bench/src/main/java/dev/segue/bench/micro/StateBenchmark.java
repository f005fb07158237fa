package dev.segue.bench.micro;

import dev.segue.event.Activity;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a customer's state costs: reading it, and writing what an event changed, the application of the event by ten segments
 * included; and how large it is. Run its main for tables; it takes JMH's options.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateBenchmark {

    /** So many are held when the heap is looked at: what else comes and goes in it is little beside them. */
    private static final int KEPT_ENTRIES = 4_000_000;

    private static final long DAY = 86_400_000L;

    /** How many entries the customer has. */
    @Param({"0", "40", "2000"})
    public int entries;

    private Assigner assigner;
    private Visits visits;
    private StoredParts parts;
    private Customer customer;
    private long now;

    /** Makes the customer. */
    @Setup(Level.Iteration)
    public void fill() {
        assigner = new Assigner(DrawnSegments.of(10, 1), 1, 0, new Retention(36_500 * DAY, 1_000_000), "");
        visits = new Visits(1, 3);
        begin();
    }

    private void begin() {
        parts = new StoredParts();
        customer = Customer.unknown("customer-0");
        while (customer.entries() < entries) {
            apply(visits.next());
            customer.write(parts, now);
        }
    }

    private void apply(Activity event) {
        now = event.occurredAt();
        assigner.apply(customer, event, null, now, change -> {});
    }

    /** Reading the customer. */
    @Benchmark
    public Customer read() {
        return Customer.read("customer-0", parts);
    }

    /** An event, written at once. */
    @Benchmark
    public Customer write() {
        apply(visits.next());
        customer.write(parts, now);
        if (customer.entries() > entries + 400) {
            begin();
        }
        return customer;
    }

    /** Runs all and prints tables. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        List<String> rows = new ArrayList<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(StateBenchmark.class.getName() + (args.length == 0 ? ".*" : ""))
                        .addProfiler(CpuProfiler.class)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run()) {
            String name = result.getParams().getBenchmark();
            rows.add(String.format(
                    Locale.ROOT,
                    "%-8s %8s %10.2f %12.0f",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getParams().getParam("entries"),
                    result.getSecondaryResults().get(CpuProfiler.LABEL).getScore() / 1000,
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
        }
        System.out.printf("%n%-8s %8s %10s %12s%n", "", "entries", "cpu us", "allocated B");
        rows.forEach(System.out::println);
        System.out.printf(
                "%n%8s %12s %10s %14s %14s %12s%n",
                "entries", "memberships", "stored B", "B/entry", "written B/event", "in heap B");
        for (int entries : new int[] {1, 40, 2_000}) {
            System.out.println(sizes(entries));
        }
        System.out.printf(
                "%nin the changelog, B/event%n%8s %10s %10s %10s %10s%n",
                "entries", "a commit", "plain", "lz4", "zstd");
        for (int entries : new int[] {1, 40, 2_000}) {
            System.out.println(ChangelogSizes.of(entries));
        }
    }

    private static String sizes(int entries) {
        StateBenchmark one = new StateBenchmark();
        one.entries = entries;
        one.fill();
        long memberships = one.customer.memberships().size();
        long before = one.parts.writtenBytes();
        int events = 200;
        long stored = one.parts.bytes();
        long inHeap = inHeap(one);
        for (int i = 0; i < events; i++) {
            one.apply(one.visits.next());
            one.customer.write(one.parts, one.now);
        }
        return String.format(
                Locale.ROOT,
                "%8d %12d %10d %14.1f %14.0f %12d",
                entries,
                memberships,
                stored,
                (double) stored / entries,
                (double) (one.parts.writtenBytes() - before) / events,
                inHeap);
    }

    // read many times over, each as an object of its own
    private static long inHeap(StateBenchmark one) {
        int copies = KEPT_ENTRIES / (one.entries + 20);
        StoredParts stored = one.parts;
        Customer[] kept = new Customer[copies];
        long before = usedHeap();
        for (int i = 0; i < copies; i++) {
            kept[i] = Customer.read("customer-0", stored);
        }
        long used = usedHeap() - before;
        if (kept[copies - 1].isUnknown()) {
            throw new IllegalStateException("nothing was read");
        }
        return used / copies;
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
