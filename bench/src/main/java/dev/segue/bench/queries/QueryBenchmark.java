package dev.segue.bench.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.catalog.Catalog;
import dev.segue.catalog.Edition;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.event.Click;
import dev.segue.replay.Loader;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * {@code GET /v1/customers/{id}/memberships} under load beside a running stream: a broker and a registry in this process, two instances
 * of the service as processes, and an open loop of look-ups at one of them, of the customers that it owns and of those that it has to
 * ask the other for, apart.
 */
public final class QueryBenchmark {

    private static final int PARTITIONS = 4;
    private static final int CONNECTIONS = 32;
    private static final Duration START = Duration.ofMinutes(2);
    private static final String SEGMENTS = """
            segments:
              - {id: looker, name: Looker, enter: 'events("page_view").within(days(30)).count() >= 1'}
              - {id: keen, name: Keen, enter: 'events("page_view").within(days(7)).count() >= 3'}
              - {id: here, name: Here, enter: 'now - events("page_view").last() <= minutes(5)'}
            """;

    private final int rate;
    private final int seconds;
    private final int eventRate;
    private final int customers;
    private final AtomicLong events = new AtomicLong();
    private volatile boolean ended;

    public QueryBenchmark(int rate, int seconds, int eventRate, int customers) {
        this.rate = rate;
        this.seconds = seconds;
        this.eventRate = eventRate;
        this.customers = customers;
    }

    /**
     * One of the measurements.
     *
     * @param customers of which instance: {@code "asked"} or {@code "other"}
     * @param answeredASecond answers a second
     * @param p50 milliseconds from when a request was due to its answer, as the following
     * @param failed answers with another status than 200
     */
    public record Result(
            String customers, double answeredASecond, double p50, double p99, double p999, double max, long failed) {

        static Result of(String customers, LookUps.Result measured) {
            return new Result(
                    customers,
                    measured.requestsASecond(),
                    measured.millisAt(50),
                    measured.millisAt(99),
                    measured.millisAt(99.9),
                    measured.millisAt(100),
                    measured.failed());
        }
    }

    /** Starts everything, measures so many times, the two kinds in turn, and stops everything. */
    public List<Result> run(int times) throws Exception {
        Path folder = Files.createTempDirectory("segue-queries");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                EmbeddedRegistry schemas = EmbeddedRegistry.start(0, "queries")) {
            Map<String, String> settings = settings(broker, schemas);
            try (Instance first = start(folder, "first", settings);
                    Instance second = start(folder, "second", settings);
                    Registry registry = Registry.connect(Map.of("schema.registry.url", schemas.url()))) {
                Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
                awaitReady(first, second);
                publish(client, registry);
                try (Loader loader = new Loader(client, Topics.DEFAULT, Partitioner.MURMUR2, registry)) {
                    load(loader);
                    awaitMembers(first);
                    Thread stream = new Thread(() -> trade(loader));
                    stream.start();
                    List<Result> results = measure(first, times);
                    ended = true;
                    stream.join();
                    return results;
                }
            }
        } finally {
            delete(folder);
        }
    }

    private Map<String, String> settings(EmbeddedBroker broker, EmbeddedRegistry schemas) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", schemas.url());
        settings.put("num.standby.replicas", "0");
        settings.put("num.stream.threads", "1");
        settings.put("segue.http.port", "0");
        settings.put("segue.topics.create", "true");
        settings.put("segue.topics.replication-factor", "1");
        settings.put("segue.topics.partitions", String.valueOf(PARTITIONS));
        return settings;
    }

    private static Instance start(Path folder, String name, Map<String, String> settings) throws Exception {
        Map<String, String> own = new HashMap<>(settings);
        own.put("state.dir", folder.resolve(name).resolve("state").toString());
        Instance instance = Instance.start(folder.resolve(name), own);
        instance.port();
        // one creates the topics, the other finds them
        Thread.sleep(2_000);
        return instance;
    }

    private static void awaitReady(Instance... instances) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        for (Instance instance : instances) {
            while (instance.get("/readyz").statusCode() != 200
                    || owned(instance).isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("An instance is not ready in time");
                }
                Thread.sleep(200);
            }
        }
    }

    private static List<Integer> owned(Instance instance) throws Exception {
        List<Integer> owned = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (instance.owns(partition)) {
                owned.add(partition);
            }
        }
        return owned;
    }

    private static void publish(Map<String, Object> client, Registry registry) throws Exception {
        DefinitionRecords records = new DefinitionRecords(registry, Topics.DEFAULT);
        Catalog catalog = new Catalog(client, Topics.DEFAULT.segmentDefinitions(), records);
        records.register();
        try (Publication publication = catalog.begin()) {
            Edition edition = new Edition(System.currentTimeMillis(), "benchmark", null);
            publication.publish(
                    Revision.plan(catalog.read(), Definitions.read(SEGMENTS), false, edition),
                    System::currentTimeMillis);
        }
    }

    private void load(Loader loader) {
        for (int i = 0; i < customers; i++) {
            send(loader, "c" + i);
        }
        loader.flush();
    }

    private void awaitMembers(Instance instance) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (!instance.get("/v1/segments/looker").body().contains("\"size\":" + customers + ",")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not all customers are known in time");
            }
            Thread.sleep(200);
        }
    }

    private void trade(Loader loader) {
        Random random = new Random(1);
        long begin = System.nanoTime();
        for (long i = 0; !ended; i++) {
            long due = begin + i * 1_000_000_000L / eventRate;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                java.util.concurrent.locks.LockSupport.parkNanos(due - now);
            }
            send(loader, "c" + random.nextInt(customers));
        }
        loader.flush();
    }

    private void send(Loader loader, String customer) {
        long now = System.currentTimeMillis();
        String id = customer + "-" + events.incrementAndGet();
        loader.load(new Click(id, customer, "page_view", now, null, null, null, null, null, Map.of()), now);
    }

    private List<Result> measure(Instance instance, int times) throws Exception {
        List<Integer> owned = owned(instance);
        List<String> local = new ArrayList<>();
        List<String> forwarded = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            String customer = "c" + i;
            int partition = Partitioner.MURMUR2.partition(customer.getBytes(UTF_8), PARTITIONS);
            (owned.contains(partition) ? local : forwarded).add(customer);
        }
        ask(instance, local, Math.min(10, seconds));
        ask(instance, forwarded, Math.min(10, seconds));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            results.add(Result.of("asked", ask(instance, local, seconds)));
            results.add(Result.of("other", ask(instance, forwarded, seconds)));
        }
        return results;
    }

    private LookUps.Result ask(Instance instance, List<String> about, int duration) throws Exception {
        return new LookUps(instance.port(), about, rate).run(CONNECTIONS, duration);
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
