package dev.segue.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.cluster.NewTopics;
import dev.segue.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker as a careful operator has it: whoever connects does so over TLS, with a password, and may do what they were
 * given the right to. Its certificate is made for it, signed by itself, and valid for a day.
 */
final class GuardedBroker implements AutoCloseable {

    private static final String ADMIN = "admin";

    private final EmbeddedBroker broker;
    private final Path certificate;

    private GuardedBroker(EmbeddedBroker broker, Path certificate) {
        this.broker = broker;
        this.certificate = certificate;
    }

    /** Starts one that keeps its key and its certificate in the folder. */
    static GuardedBroker start(Path folder) throws Exception {
        Path key = folder.resolve("broker.p12");
        Path certificate = folder.resolve("ca.crt");
        keytool(
                key,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "1");
        keytool(key, "-exportcert", "-rfc", "-file", certificate.toString());
        return new GuardedBroker(EmbeddedBroker.start(0, settings(key)), certificate);
    }

    private static Map<String, String> settings(Path key) {
        return Map.ofEntries(
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                // the controller's listener is the broker's own and asks for nothing
                Map.entry("super.users", "User:ANONYMOUS;User:" + ADMIN),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry("listener.name.plaintext.plain.sasl.jaas.config", plain() + " user_" + ADMIN + "=admin;"),
                Map.entry(
                        "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.location", key.toString()),
                Map.entry("ssl.keystore.password", "secret"),
                Map.entry("ssl.truststore.location", key.toString()),
                Map.entry("ssl.truststore.password", "secret"));
    }

    private static String plain() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=admin password=admin";
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", "secret", "-alias", "broker"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** The certificate that clients trust, as PEM. */
    Path certificate() {
        return certificate;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a client needs who may do everything. */
    Map<String, String> adminLogin() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString(),
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                plain() + ";");
    }

    /** What the secret of a user holds, as Strimzi makes it. */
    static String jaasConfig(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=" + user + " password="
                + password + ";";
    }

    /** Makes what the chart asks Strimzi for: the topics, and a user with their rights. */
    void provide(Chart chart, String user, String password) throws Exception {
        admit(user, password);
        try (Admin admin = Admin.create(Map.copyOf(adminLogin()))) {
            NewTopics.create(admin, topics(chart));
            admin.createAcls(rights(chart, "User:" + user)).all().get();
        }
    }

    /** Lets a user in, without any rights. */
    void admit(String user, String password) throws Exception {
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (Admin admin = Admin.create(Map.copyOf(adminLogin()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password)))
                    .all()
                    .get();
        }
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

    private static List<AclBinding> rights(Chart chart, String principal) {
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
                                            principal,
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

    @Override
    public void close() {
        broker.close();
    }
}
