package dev.segue.fault;

import dev.segue.event.Click;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Trigger;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faults/run long-life}: millions of events of one customer, and what each costs before and after folding begins. */
@Command(
        name = "long-life",
        mixinStandardHelpOptions = true,
        description =
                "Takes in events of one customer, one a second, in this process, and writes what changes once for ten"
                        + " events, as commits do. Tells after how many events what an event costs and how large the state is.")
final class LongLife implements Callable<Integer> {

    private static final String RULES = """
            segments:
              - {id: busy, name: B, enter: 'events("page_view").within(hours(1)).count() >= 3000'}
              - {id: daily, name: D, enter: 'events("page_view").within(days(1)).count() >= 50000'}
              - {id: fond, name: F, enter: 'events("page_view").within(minutes(30)).distinct("itemId") >= 5'}
              - {id: rich, name: R, enter: 'events("page_view").within(days(30)).sum("value") >= 1000'}
              - {id: old, name: O, enter: 'events("page_view").count() >= 1000000'}
              - {id: ancient, name: N, enter: 'events("page_view").count() >= 9000000'}
            """;
    /** With which event each lets the customer in; since a second lies between events, none lets them out. */
    private static final Map<String, Long> ENTERED = Map.of(
            "fond", 5L, "rich", 2_000L, "busy", 3_000L, "daily", 50_000L, "old", 1_000_000L, "ancient", 9_000_000L);

    private static final String TYPE = "page_view";
    private static final String WHO = "c";
    private static final int COMMIT = 10;
    private static final long FROM = 1_600_000_000_000L;

    @Option(names = "--events", defaultValue = "10000000", description = "How many (${DEFAULT-VALUE}).")
    private int events;

    private final StoredParts parts = new StoredParts();
    private final List<Change> changes = new ArrayList<>();
    private Customer customer = Customer.unknown(WHO);

    @Override
    public Integer call() throws Exception {
        Assigner assigner =
                new Assigner(Definitions.compile(RULES, Limits.DEFAULT), 1, FROM, Retention.DEFAULT, "seed");
        System.out.printf(
                "%12s %14s %16s %14s %14s%n", "events", "us an event", "bytes an event", "state bytes", "kept entries");
        int next = 1_000;
        long cpu = cpu();
        long put = 0;
        int since = 0;
        for (int n = 1; n <= events; n++) {
            take(assigner, n);
            if (n == next || n == events) {
                System.out.printf(
                        "%12d %14.2f %16.1f %14d %14d%n",
                        n,
                        (cpu() - cpu) / 1_000.0 / (n - since),
                        (double) (parts.bytesPut() - put) / (n - since),
                        parts.size(),
                        customer.entries());
                // goes on with what is stored, as after a restart
                customer = Customer.read(WHO, parts);
                next *= 10;
                since = n;
                put = parts.bytesPut();
                cpu = cpu();
            }
        }
        return tell();
    }

    private void take(Assigner assigner, int n) {
        long at = FROM + n * 1_000L;
        assigner.passTime(customer, at, changes::add);
        Click click = new Click("e" + n, WHO, TYPE, at, null, "i" + n % 7, null, null, 0.5, Map.of());
        assigner.apply(customer, click, new Trigger("clickstream", 0, n, click.eventId()), at, changes::add);
        if (n % COMMIT == 0 || n == events) {
            customer.write(parts, at);
        }
    }

    private int tell() {
        Map<String, Long> entered = new TreeMap<>();
        changes.forEach(change -> {
            System.out.println(change.type() + " " + change.segmentId() + " at event " + event(change));
            entered.put(change.segmentId(), event(change));
        });
        Map<String, Long> expected = new TreeMap<>(ENTERED);
        expected.values().removeIf(event -> event > events);
        boolean good = entered.equals(expected) && changes.size() == expected.size();
        System.out.println(good ? "as it must be" : "WRONG: it has to enter with the events " + expected);
        return good ? 0 : 1;
    }

    private static long event(Change change) {
        return (change.occurredAt() - FROM) / 1_000;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
