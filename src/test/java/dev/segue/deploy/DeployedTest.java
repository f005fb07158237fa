package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cluster.Client;
import dev.segue.cluster.NewTopics;
import dev.segue.cluster.ServiceProcess;
import dev.segue.demo.EmbeddedBroker;
import dev.segue.demo.EmbeddedRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service with the settings, the topics and the rights that the chart gives it, against a broker that enforces them. */
class DeployedTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void shouldWorkWithTheTopicsAndRightsOfTheChart() throws Exception {
        Chart chart = Chart.withValues("""
                streams: {standbys: 0}
                strimzi:
                  cluster: events
                  topics: {enabled: true, partitions: 2, replicas: 1, minInsyncReplicas: 1}
                  user: {enabled: true}
                """);
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, guarded());
                EmbeddedRegistry registry = EmbeddedRegistry.start(0, "deployed-test");
                Admin admin = Admin.create(Map.copyOf(login(broker, "admin")))) {
            NewTopics.create(admin, topics(chart));
            admin.createAcls(rights(chart)).all().get();

            Map<String, String> settings = settings(chart, port);
            settings.putAll(login(broker, "segue"));
            settings.put("schema.registry.url", registry.url());
            try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
                Client client = new Client(port);
                await().atMost(LONG)
                        .ignoreExceptions()
                        .failFast("the service ended", () -> !service.isAlive())
                        .until(() -> client.get("/readyz").status() == 200);
                useIt(client, login(broker, "admin"), registry);

                assertThat(service.printed()).doesNotContainIgnoringCase("authoriz");
                service.stop();
                assertThat(service.awaitExit(30)).isEqualTo(143);
            }
        }
    }

    /** The shop is loaded; a segment is edited, a customer forgotten. */
    private void useIt(Client client, Map<String, String> login, EmbeddedRegistry registry) throws Exception {
        Process shop = shop(login, registry);
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
    private Process shop(Map<String, String> login, EmbeddedRegistry registry) throws IOException {
        Properties config = new Properties();
        config.putAll(login);
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
    private Map<String, String> settings(Chart chart, int port) throws IOException {
        Properties given = new Properties();
        given.load(new StringReader(chart.the("ConfigMap", "").at("data", "segue.properties")));
        Map<String, String> settings = new HashMap<>();
        given.stringPropertyNames().forEach(key -> settings.put(key, given.getProperty(key)));
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("segue.http.host", "127.0.0.1");
        settings.put("segue.http.port", String.valueOf(port));
        settings.put("segue.management.host", "127.0.0.1");
        settings.put("segue.management.port", "-1");
        settings.put("group.instance.id", chart.the("StatefulSet").name() + "-0");
        return settings;
    }

    private static Map<String, String> guarded() {
        return Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS;User:admin",
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.enabled.mechanisms", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=admin password=admin user_admin=admin user_segue=segue;");
    }

    private static Map<String, String> login(EmbeddedBroker broker, String user) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=" + user + " password="
                        + user + ";");
    }

    private static List<NewTopic> topics(Chart chart) {
        return chart.all("KafkaTopic").stream()
                .map(topic -> {
                    int partitions = topic.at("spec", "partitions");
                    int replicas = topic.at("spec", "replicas");
                    Map<String, Object> config = topic.at("spec", "config");
                    return new NewTopic(topic.at("spec", "topicName"), partitions, (short) replicas)
                            .configs(config.entrySet().stream()
                                    .collect(Collectors.toMap(Map.Entry::getKey, one -> "" + one.getValue())));
                })
                .toList();
    }

    private static List<AclBinding> rights(Chart chart) {
        List<Map<String, Object>> acls = chart.the("KafkaUser").at("spec", "authorization", "acls");
        return acls.stream()
                .map(Manifest::new)
                .flatMap(acl -> {
                    ResourcePattern resource = new ResourcePattern(
                            ResourceType.fromString(snake(acl.at("resource", "type"))),
                            acl.at("resource", "name"),
                            acl.at("resource", "patternType").equals("prefix")
                                    ? PatternType.PREFIXED
                                    : PatternType.LITERAL);
                    return acl.<List<String>>at("operations").stream()
                            .map(operation -> new AclBinding(
                                    resource,
                                    new AccessControlEntry(
                                            "User:segue",
                                            "*",
                                            AclOperation.fromString(snake(operation)),
                                            AclPermissionType.ALLOW)));
                })
                .toList();
    }

    /** As Kafka's tools write what Strimzi writes in camel case. */
    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
