package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.check.Contents;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Client;
import dev.segue.cluster.ServiceProcess;
import dev.segue.demo.EmbeddedRegistry;
import dev.segue.wire.Topics;
import dev.segue.wire.registry.Registry;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service with the settings, the topics and the rights that the chart gives it, against a broker that enforces them. */
class DeployedTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String USER = "segue";
    private static final String PASSWORD = "open-sesame";
    private static final int PARTITIONS = 2;
    private static final String VALUES = """
            streams: {standbys: 0}
            kafka:
              tls: {enabled: true, caSecret: ca}
              sasl: {enabled: true, secret: login}
            strimzi:
              cluster: events
              topics: {enabled: true, partitions: %d, replicas: 1, minInsyncReplicas: 1}
              user: {enabled: true}
            """.formatted(PARTITIONS);

    @TempDir
    private static Path keys;

    private static Chart chart;
    private static GuardedBroker broker;
    private static EmbeddedRegistry registry;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        chart = Chart.withValues(VALUES);
        broker = GuardedBroker.start(keys);
        broker.provide(chart, USER, PASSWORD);
        registry = EmbeddedRegistry.start(0, "deployed-test");
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    @Timeout(180)
    void shouldWorkWithTheTopicsAndRightsOfTheChart() throws Exception {
        int port = freePort();
        Map<String, String> settings = settings();
        settings.put("segue.http.port", String.valueOf(port));

        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            Client client = new Client(port);
            await().atMost(LONG)
                    .ignoreExceptions()
                    .failFast("the service ended", () -> !service.isAlive())
                    .until(() -> client.get("/readyz").status() == 200);
            useIt(client);
            checkWhatCameOfIt(settings.getOrDefault("application.id", "segue"));

            assertThat(service.printed()).doesNotContainIgnoringCase("authoriz");
            service.stop();
            assertThat(service.awaitExit(30)).isEqualTo(143);
        }
    }

    private static void checkWhatCameOfIt(String service) {
        try (Registry schemas = Registry.connect(Map.of("schema.registry.url", registry.url()))) {
            Checker.awaitSound(() -> Contents.of(broker.adminLogin(), schemas, Topics.DEFAULT, service), Clock.LIVE);
        }
    }

    @Test
    @Timeout(180)
    void shouldSayThatThePasswordIsWrong() throws Exception {
        Map<String, String> settings = settings();
        settings.put("sasl.jaas.config", GuardedBroker.jaasConfig(USER, "guessed"));

        assertThat(lastWordsOf(settings))
                .startsWith("segue: Kafka does not accept the login: ")
                .contains("invalid credentials", "sasl.jaas.config");
    }

    @Test
    @Timeout(180)
    void shouldSayThatItDoesNotTrustTheBroker() throws Exception {
        Map<String, String> settings = settings();
        settings.remove("ssl.truststore.location");
        settings.remove("ssl.truststore.type");

        assertThat(lastWordsOf(settings))
                .startsWith("segue: no TLS connection to Kafka: ")
                .contains("unable to find valid certification path", "ssl.truststore.location");
    }

    @Test
    @Timeout(180)
    void shouldSayThatItHasNoRights() throws Exception {
        broker.admit("stranger", PASSWORD);
        Map<String, String> settings = settings();
        settings.put("sasl.jaas.config", GuardedBroker.jaasConfig("stranger", PASSWORD));

        assertThat(lastWordsOf(settings))
                .startsWith("segue: The user that Segue logs in to Kafka as may not see the topics clickstream, ")
                .doesNotContain("missing");
    }

    /** What a service prints last that ends by itself, as badly configured. */
    private String lastWordsOf(Map<String, String> settings) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            int status = service.awaitExit(120);

            assertThat(status).as(service.printed()).isEqualTo(2);
            List<String> lines = service.printed().lines().toList();
            return lines.get(lines.size() - 1);
        }
    }

    /** The shop is loaded; a segment is edited, a customer forgotten. */
    private void useIt(Client client) throws Exception {
        Process shop = shop();
        try {
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> client.get("/v1/segments/big-spender/members")
                                    .json()
                                    .get("members")
                                    .size()
                            > 0);
        } finally {
            shop.destroy();
        }
        JsonNode member = client.get("/v1/segments/big-spender/members")
                .json()
                .get("members")
                .get(0);
        String customer = "/v1/customers/" + member.get("customerId").asText();

        assertThat(shop.waitFor()).isEqualTo(143);
        assertThat(Files.readString(folder.resolve("shop.log"))).contains("Published the shop's segments and loaded");
        assertThat(client.put("/v1/segments/all", "application/yaml", """
                                id: all
                                name: All
                                enter: events("purchase").count() >= 1
                                """).status())
                .isEqualTo(201);
        assertThat(client.call(customer, request -> request.DELETE()).status()).isEqualTo(202);
        await().atMost(LONG).until(() -> client.get(customer + "/memberships").status() == 404);
    }

    /** {@code segue shop} as the compose file runs it. */
    private Process shop() throws IOException {
        Properties config = new Properties();
        config.putAll(broker.adminLogin());
        try (var file = Files.newBufferedWriter(folder.resolve("shop.properties"))) {
            config.store(file, null);
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.segue.cli.Segue",
                "shop",
                "--config",
                folder.resolve("shop.properties").toString());
        builder.environment().put("SCHEMA_REGISTRY_URL", registry.url());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("shop.log").toFile())
                .start();
    }

    /** What the chart sets, but for what is another on this machine. */
    private Map<String, String> settings() throws IOException {
        Properties given = new Properties();
        given.load(new StringReader(chart.the("ConfigMap", "").at("data", "segue.properties")));
        Map<String, String> settings = new HashMap<>();
        given.stringPropertyNames().forEach(key -> settings.put(key, given.getProperty(key)));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url());
        settings.put("ssl.truststore.location", broker.certificate().toString());
        settings.put("sasl.jaas.config", GuardedBroker.jaasConfig(USER, PASSWORD));
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("segue.http.host", "127.0.0.1");
        settings.put("segue.http.port", "0");
        settings.put("segue.management.host", "127.0.0.1");
        settings.put("segue.management.port", "-1");
        settings.put("group.instance.id", chart.the("StatefulSet").name() + "-0");
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
