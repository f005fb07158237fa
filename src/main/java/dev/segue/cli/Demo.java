package dev.segue.cli;

import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.demo.DemoLines;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.demo.Shop;
import dev.segue.demo.ShopProducer;
import dev.segue.rule.SegmentDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo, from an empty machine to live changes on the screen. */
final class Demo {

    private static final long SEED = 7;
    static final int CUSTOMERS = 400;
    static final Duration HISTORY = Duration.ofDays(60);
    private static final Duration RECENT = Duration.ofSeconds(90);

    private final PrintWriter out;
    private final boolean colour;
    private final Shutdown shutdown;

    Demo(PrintWriter out, boolean colour, Shutdown shutdown) {
        this.out = out;
        this.colour = colour;
        this.shutdown = shutdown;
    }

    /** Runs until the process is told to stop, or the service fails. */
    void run(int port, double rate) throws Exception {
        say("Starting a Kafka broker and a schema registry");
        EmbeddedBroker broker = shutdown.opening(EmbeddedBroker::start);
        EmbeddedRegistry registry = shutdown.opening(() -> EmbeddedRegistry.start(0, "segue-demo"));
        Settings settings = settings(broker, registry, port);
        ShopSegments segments = ShopSegments.read();
        List<SegmentDefinition> definitions = segments.definitions();

        say("Starting Segue");
        RunningService service = shutdown.closing(new RunningService(settings));
        service.start();
        segments.publishAsFirst(settings);
        say("");
        say("  Kafka            " + broker.bootstrapServers());
        say("  Schema registry  " + registry.url());
        say("  Console          http://127.0.0.1:" + service.port() + "/");
        say("  API              http://127.0.0.1:" + service.port() + "/v1/segments  /openapi.json");
        say("  Health, metrics  http://127.0.0.1:" + service.port() + "/readyz  /metrics");
        say("");

        long now = System.currentTimeMillis();
        ChangeScreen screen =
                shutdown.closing(new ChangeScreen(settings, lines(definitions), now - RECENT.toMillis(), out));
        Shop shop = new Shop(SEED, now - HISTORY.toMillis(), CUSTOMERS);
        ShopProducer producer = shutdown.closing(new ShopProducer(broker.bootstrapServers(), registry.url()));
        say("Loading " + HISTORY.toDays() + " days of the shop's history");
        screen.start(definitions, producer::sent);
        producer.load(shop, now, rate, count -> {});
        say("Loaded: from here on the shop lives, with " + rate + " events a second. Ctrl-C ends it.");
        Thread trade = new Thread(() -> producer.run(shop, rate), "segue-demo-shop");
        trade.setDaemon(true);
        trade.start();
        service.await();
    }

    private Settings settings(EmbeddedBroker broker, EmbeddedRegistry registry, int port)
            throws IOException, InvalidSettings {
        Path state = Files.createTempDirectory("segue-demo-state");
        shutdown.closing(() -> delete(state));
        Map<String, String> given = new LinkedHashMap<>();
        given.put("bootstrap.servers", broker.bootstrapServers());
        given.put("schema.registry.url", registry.url());
        given.put("application.id", "segue-demo");
        given.put("state.dir", state.toString());
        given.put("num.standby.replicas", "0");
        given.put("segue.topics.create", "true");
        given.put("segue.topics.partitions", "4");
        given.put("segue.topics.replication-factor", "1");
        given.put("segue.http.port", String.valueOf(port));
        return Settings.of(given, Settings.CLUSTER);
    }

    private DemoLines lines(List<SegmentDefinition> definitions) {
        Map<String, String> names = new LinkedHashMap<>();
        definitions.forEach(one -> names.put(one.id(), one.name()));
        return new DemoLines(ZoneId.systemDefault(), colour, names);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
