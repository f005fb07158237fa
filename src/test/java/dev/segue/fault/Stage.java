package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import dev.segue.check.Answers;
import dev.segue.check.Checker;
import dev.segue.check.Contents;
import dev.segue.check.Expectation;
import dev.segue.cluster.TestCluster;
import dev.segue.fault.Ground.Peculiarity;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * A service with topics, state and instances of its own on which trials are played, one after the other: each begins with what
 * those before it left.
 */
final class Stage implements AutoCloseable {

    /** A property: the file in which Java may keep the classes of an instance. */
    private static final String ARCHIVE = "segue.faults.archive";

    /** A property: the jar of the version of Segue before this. */
    static final String BEFORE = "segue.faults.before";

    private static final int RATE = 150;
    private static final int CHECKS = 40;

    private final Ground ground;
    private final TestCluster cluster;
    private final RegistryFront registry;
    private final Instances instances;
    private final Watch watch;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private int events;
    private int trials;

    private Stage(Ground ground, BrokerTrio brokers, TestCluster cluster, Path folder) throws Exception {
        this.ground = ground;
        this.cluster = cluster;
        String clock = ground.isLive() ? "live" : "event";
        Map<String, String> settings = new HashMap<>(cluster.settings(Files.createDirectories(folder), clock));
        registry = new RegistryFront(settings.get("schema.registry.url"));
        settings.put("schema.registry.url", registry.url());
        if (ground.has(Peculiarity.FRONTS)) {
            settings.put("bootstrap.servers", brokers.bootstrapFronts());
        }
        instances =
                new Instances(folder, ground.instances(), settings(ground, settings), ground.has(Peculiarity.MAY_END));
        watch = new Watch(cluster, sent, ground.isLive());
    }

    /** @param folder where the instances leave what they log */
    static Stage open(Ground ground, BrokerTrio brokers, Path folder) throws Exception {
        // so that it can be opened again on the same brokers
        String name = folder.getFileName() + "-" + System.currentTimeMillis();
        Stage stage = new Stage(ground, brokers, TestCluster.on(brokers, name), folder);
        try {
            stage.begin();
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    private void begin() throws Exception {
        cluster.publish(ground.definitions());
        if (ground.has(Peculiarity.HEAP_TAKEN)) {
            instances.options("-Xms200m", "-Xmx400m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");
        }
        String archive = System.getProperty(ARCHIVE);
        if (ground.has(Peculiarity.VERSION_BEFORE)) {
            instances.version(Optional.of(versionBefore()));
        } else if (archive != null) {
            instances.archive(Path.of(archive));
        }
        instances.startAll();
        instances.awaitAllReady();
    }

    private static Path versionBefore() {
        String jar = System.getProperty(BEFORE);
        if (jar == null) {
            throw new TestAbortedException("It needs the version before: faults/run --before its jar.");
        }
        return Path.of(jar).toAbsolutePath();
    }

    private static Map<String, String> settings(Ground ground, Map<String, String> settings) {
        settings.put("num.stream.threads", "1");
        settings.put("num.standby.replicas", "1");
        settings.put("replication.factor", "3");
        if (ground.settings().containsValue("streams")) {
            settings.keySet().removeIf(key -> key.startsWith("main.consumer."));
            // it has the brokers decide on these
            settings.remove("num.standby.replicas");
        } else {
            settings.put("main.consumer.session.timeout.ms", "3000");
        }
        settings.putAll(ground.settings());
        return settings;
    }

    /** What its topics' names begin with. */
    String name() {
        return cluster.name();
    }

    Ground ground() {
        return ground;
    }

    TestCluster cluster() {
        return cluster;
    }

    RegistryFront registry() {
        return registry;
    }

    Instances instances() {
        return instances;
    }

    Watch watch() {
        return watch;
    }

    /** How many trials were begun on it. */
    int trials() {
        return trials;
    }

    /** A load that goes on where the one before it ended. */
    Load load(Form form, Customers customers, long seed) {
        trials++;
        return new Load(cluster, form.traffic().apply(customers), RATE, seed, events, sent);
    }

    void ended(Load load) {
        events += load.count();
    }

    /**
     * What is wrong with everything that was done on it so far, once that is looked at again and again: what is lost stays lost,
     * what is late does not.
     */
    List<String> findings(long seed) throws Exception {
        List<String> findings = new ArrayList<>();
        for (int check = 0; check < CHECKS; check++) {
            long until = System.currentTimeMillis() - 2_000;
            Contents contents = Contents.of(cluster);
            findings = new ArrayList<>(Checker.findings(contents, expectation(), until));
            for (int i = 0; i < instances.count(); i++) {
                findings.addAll(Answers.of(instances.client(i), contents, new Random(seed + i))
                        .findings());
            }
            watch.failure().map(e -> "the consumer of changes ended: " + e).ifPresent(findings::add);
            if (findings.isEmpty()) {
                break;
            }
            Thread.sleep(2_000);
        }
        return findings;
    }

    /** What is wrong at the end: nothing may come any more, and who stands by for one that is killed has to know the same. */
    Rest rest(long seed) throws Exception {
        awaitQuiet(ground.isLive() ? 7_000 : 3_000);
        List<String> findings = new ArrayList<>(findings(seed));
        int standby = 0;
        if (findings.isEmpty() && ground.hasStandby()) {
            Contents contents = Contents.of(cluster);
            int killed = instances.ownerOfMost();
            instances.kill(killed);
            Answers answers = Answers.whileOneIsAway(instances.client(killed == 0 ? 1 : 0), contents, new Random(seed));
            findings.addAll(answers.findings());
            standby = answers.standby();
            if (standby == 0) {
                findings.add("no answer came from a standby, although the owner of most partitions was killed");
            }
        }
        findings.addAll(instances.takeFindings());
        return new Rest(trials, findings, standby);
    }

    void awaitQuiet(long millis) {
        await().atMost(Duration.ofMinutes(10)).until(() -> watch.quiet() > millis);
    }

    private Expectation expectation() throws Exception {
        return new Expectation(
                Definitions.compile(ground.definitions(), Limits.DEFAULT),
                ground.retention().toMillis(),
                ground.clock());
    }

    @Override
    public void close() throws InterruptedException {
        instances.close();
        watch.close();
        registry.close();
        cluster.close();
    }
}
