package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import dev.segue.check.Answers;
import dev.segue.check.Checker;
import dev.segue.check.Contents;
import dev.segue.check.Expectation;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.TestCluster;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;

/** One scenario once: a service with topics and state of its own, a load, the fault, and what is found when all is at rest. */
final class Trial {

    private static final int RATE = 150;
    private static final int CHECKS = 6;
    private static final long RETENTION = 90 * Traffic.DAY;

    private final Scenario scenario;
    private final BrokerTrio brokers;
    private final Path folder;
    private final long seed;

    /** @param folder where it leaves what it logged */
    Trial(Scenario scenario, BrokerTrio brokers, Path folder, long seed) {
        this.scenario = scenario;
        this.brokers = brokers;
        this.folder = folder;
        this.seed = seed;
    }

    Outcome run() throws Exception {
        long begun = System.currentTimeMillis();
        Scenario.Form form = scenario.form();
        // whatever a trial before that failed left behind
        brokers.heal();
        // so that it can be repeated on the same brokers
        String name = scenario.title() + "-" + seed + "-" + begun;
        try (TestCluster cluster = TestCluster.on(brokers, name);
                RegistryFront registry = new RegistryFront(settings(cluster).get("schema.registry.url"));
                Instances instances = instances(cluster, registry)) {
            Load load = new Load(cluster, form.traffic().get(), RATE, seed);
            cluster.publish(form.definitions());
            instances.startAll();
            instances.awaitAllReady();
            long worst;
            try (Watch watch = new Watch(cluster, load.sent(), form.clock() == Clock.LIVE)) {
                load.start();
                await().atMost(Duration.ofMinutes(1)).until(() -> watch.seen() > 0);
                form.fault().inject(new Field(cluster, brokers, registry, instances, load, new Random(seed)));
                load.end();
                brokers.heal();
                instances.heal();
                instances.awaitAllReady();
                await().atMost(Duration.ofMinutes(2)).until(() -> watch.quiet() > 3_000);
                worst = watch.worst();
                List<String> findings = findings(cluster, instances);
                findings.addAll(instances.findings());
                long took = System.currentTimeMillis() - begun;
                return new Outcome(
                        scenario, seed, load.count(), watch.seen(), findings, instances.restarts(), worst, took);
            }
        } catch (ConditionTimeoutException e) {
            long took = System.currentTimeMillis() - begun;
            return new Outcome(scenario, seed, 0, 0, List.of("never came to rest: " + e.getMessage()), 0, 0, took);
        }
    }

    /** What is wrong is looked at again a while later: what is lost stays lost, what is late is not. */
    private List<String> findings(TestCluster cluster, Instances instances) throws Exception {
        Expectation expectation = new Expectation(
                Definitions.compile(scenario.form().definitions(), Limits.DEFAULT),
                RETENTION,
                scenario.form().clock());
        List<String> findings = new ArrayList<>();
        for (int check = 0; check < CHECKS; check++) {
            long until = System.currentTimeMillis() - 2_000;
            Contents contents = Contents.of(cluster);
            findings = new ArrayList<>(Checker.findings(contents, expectation, until));
            for (int i = 0; i < instances.count(); i++) {
                findings.addAll(Answers.findings(instances.client(i), contents, new Random(seed + i)));
            }
            if (findings.isEmpty()) {
                break;
            }
            Thread.sleep(3_000);
        }
        return findings;
    }

    private Instances instances(TestCluster cluster, RegistryFront registry) throws Exception {
        Map<String, String> settings = settings(cluster);
        settings.put("schema.registry.url", registry.url());
        settings.put("num.stream.threads", "1");
        settings.put("num.standby.replicas", "1");
        settings.put("replication.factor", "3");
        if (scenario.form().settings().containsValue("streams")) {
            settings.keySet().removeIf(key -> key.startsWith("main.consumer."));
            // it has the brokers decide on these
            settings.remove("num.standby.replicas");
        } else {
            settings.put("main.consumer.session.timeout.ms", "3000");
        }
        settings.putAll(scenario.form().settings());
        return new Instances(
                folder, scenario.form().instances(), settings, scenario.form().mayEnd());
    }

    private Map<String, String> settings(TestCluster cluster) throws Exception {
        String clock = scenario.form().clock() == Clock.LIVE ? "live" : "event";
        return new HashMap<>(cluster.settings(Files.createDirectories(folder), clock));
    }
}
