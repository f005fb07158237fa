package dev.segue.console;

import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.Shop;
import dev.segue.demo.ShopProducer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** A service with its console, a shop that goes on, and a browser: one for all tests, since it takes a while to start. */
public final class LiveConsole implements AutoCloseable {

    private static final long SEED = 7;
    private static final int CUSTOMERS = 120;
    private static final Duration HISTORY = Duration.ofDays(20);
    private static final double RATE = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path state;
    private final TestCluster cluster;
    private final RunningInstance instance;
    private final Cable cable;
    private final ShopProducer producer;
    private final Browser browser;
    private final Set<String> hosts = new HashSet<>();

    private LiveConsole(Path state, TestCluster cluster) throws Exception {
        this.state = state;
        this.cluster = cluster;
        instance = RunningInstance.start(cluster, state, "live");
        cable = new Cable(instance.port());
        Map<String, String> settings = cluster.settings(state, "live");
        producer = new ShopProducer(settings.get("bootstrap.servers"), settings.get("schema.registry.url"));
        browser = Browser.start();
        hosts.add(host());
    }

    /** Starts it all and waits until the shop's past is known. */
    static LiveConsole start() throws Exception {
        LiveConsole console = new LiveConsole(Files.createTempDirectory("segue-console"), TestCluster.start());
        console.open();
        return console;
    }

    private void open() throws Exception {
        cluster.publish(segments());
        long now = System.currentTimeMillis();
        Shop shop = new Shop(SEED, now - HISTORY.toMillis(), CUSTOMERS);
        producer.load(shop, now, RATE, count -> {});
        Thread trade = new Thread(() -> trade(shop), "shop");
        trade.setDaemon(true);
        trade.start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        client().get("/v1/segments").json().get("customers").asLong() > CUSTOMERS / 2);
    }

    private void trade(Shop shop) {
        try {
            producer.run(shop, RATE);
        } catch (KafkaException brokerIsGone) {
            // and with it the shop
        }
    }

    private static String segments() throws Exception {
        try (InputStream yaml = EmbeddedBroker.class.getResourceAsStream("segments.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The address of the console, to which a hash may be added. */
    public String address() {
        return "http://" + host() + "/";
    }

    /** Where the console is served, as HOST:PORT. */
    String host() {
        return "127.0.0.1:" + cable.port();
    }

    /** Whom pages may ask, as HOST:PORT: those who serve them. */
    Set<String> hosts() {
        return hosts;
    }

    /** Another that serves a console. */
    void alsoAsks(String host) {
        hosts.add(host);
    }

    public Browser browser() {
        return browser;
    }

    /** The cluster of the service, to send to. */
    public TestCluster cluster() {
        return cluster;
    }

    /** Somebody who asks the service without a browser. */
    public Client client() {
        return instance.client();
    }

    Cable cable() {
        return cable;
    }

    @Override
    public void close() throws Exception {
        browser.close();
        producer.close();
        cable.close();
        Checker.awaitSound(cluster);
        instance.close();
        cluster.close();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
