package dev.segue.benchmark;

import dev.segue.event.Click;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

/**
 * What one event of one customer costs: reading the customer, applying a click (the ten rules of the demo), writing what
 * changed. Run it with {@code mvn -Pbenchmark verify}; behind each it prints the customer's size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StateBenchmark {

    private static final long MINUTE = 60_000;

    /** Entries the customer has when measuring begins. */
    @Param({"0", "40", "2000"})
    public int entries;

    private Assigner assigner;
    private StoredParts parts;
    private Customer customer;
    private long clock;
    private int events;

    /** Makes a customer with a history. */
    @Setup(Level.Iteration)
    public void prepare() throws IOException, InvalidDefinitions {
        try (InputStream yaml = StateBenchmark.class.getResourceAsStream("/dev/segue/demo/segments.yaml")) {
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            assigner = new Assigner(
                    Definitions.compile(text, Limits.DEFAULT), 1, 0, new Retention(90L * 24 * 60 * MINUTE, 10_000), "");
        }
        parts = new StoredParts();
        customer = Customer.unknown("customer-1");
        clock = 1_700_000_000_000L;
        events = 0;
        for (int i = 0; i < entries; i++) {
            apply();
        }
        customer.write(parts, clock);
    }

    /** Prints the customer's size. */
    @TearDown(Level.Trial)
    public void printSize() {
        customer.write(parts, clock);
        System.out.printf(
                "%n%d bytes in %d entries: %.1f bytes an entry%n",
                parts.size(), customer.entries(), (double) parts.size() / Math.max(1, customer.entries()));
    }

    /** Reads the customer. */
    @Benchmark
    public Customer read() {
        return Customer.read("customer-1", parts);
    }

    /** Applies one click to the customer in memory; the timeline stays as long as it is by the retention. */
    @Benchmark
    public Customer applyInMemory() {
        apply();
        if (customer.entries() > entries + 500) {
            customer = Customer.read("customer-1", parts);
        }
        return customer;
    }

    /** The whole event: applies one click, writes what changed. */
    @Benchmark
    public Customer applyAndWrite() {
        apply();
        customer.write(parts, clock);
        if (customer.entries() > entries + 500) {
            parts = new StoredParts();
            customer = Customer.unknown("customer-1");
            for (int i = 0; i < entries; i++) {
                apply();
            }
        }
        return customer;
    }

    private void apply() {
        events++;
        clock += 30 * MINUTE;
        Click click = new Click(
                "event-" + events,
                "customer-1",
                events % 9 == 0 ? "add_to_cart" : "product_view",
                clock,
                "session-" + events / 8,
                "item-" + events % 50,
                "electronics.phones",
                "web",
                null,
                Map.of("price", events % 90 + ".95"));
        assigner.apply(customer, click, null, clock, change -> {});
    }
}
