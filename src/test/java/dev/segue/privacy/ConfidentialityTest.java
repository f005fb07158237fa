package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.CommittedRecords;
import dev.segue.cluster.RegistryOutage;
import dev.segue.cluster.ServiceProcess;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Click;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.query.cluster.PeerQuestion;
import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.DeadLetters;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process that logs all it can, while whatever can happen to customers happens to canaries. */
class ConfidentialityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CUSTOMER = Canary.customer("ada ü/1");
    private static final String PATH = "/v1/customers/"
            + CUSTOMER.replace(" ", "%20").replace("ü", "%C3%BC").replace("/", "%2F");

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private Map<String, String> settings;
    private Client client;
    private ServiceProcess service;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: buyer, name: Buyer, enter: 'events("purchase").count() >= 1'}
                """);
        settings = cluster.settings(folder.resolve("state"), "live");
        int port = freePort();
        settings.put("segue.http.port", String.valueOf(port));
        client = new Client(port);
        startService();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        Checker.awaitSound(cluster);
        cluster.close();
    }

    @Test
    void shouldTellOperatorsNothingOfCustomers() throws Exception {
        sendWhatIsGood(1);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> memberships() == 1);
        sendWhatIsBad();
        askForEverything();
        String metrics = text("/metrics");

        service.kill();
        String killed = service.printed();
        startService();
        RegistryOutage outage = cluster.beginRegistryOutage();
        sendWhatIsGood(2);
        cluster.end(outage);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> memberships() == 1);
        int forgotten = client.call(PATH, request -> request.DELETE()).status();
        await().atMost(PATIENCE).until(() -> client.get(PATH).status() == 404);
        service.stop();
        int status = service.awaitExit(60);

        assertThat(forgotten).isEqualTo(202);
        assertThat(status).isEqualTo(143);
        assertThat(killed).as("a log with details").contains("INFO ", "StreamsConfig");
        assertThat(List.of(metrics, killed, service.printed())).noneMatch(Canary::isIn);
        assertThat(cluster.deadLetters()).isEqualTo(DeadLetterReason.values().length);
        assertThat(CommittedRecords.of(cluster, cluster.topics().deadLetters()))
                .extracting(letter -> new String(
                        letter.headers().lastHeader(DeadLetters.MESSAGE).value(), UTF_8))
                .noneMatch(Canary::isIn);
    }

    private void sendWhatIsGood(int round) {
        long now = System.currentTimeMillis();
        String id = Canary.MARK + round;
        cluster.send(new Click(
                id, CUSTOMER, Canary.MARK, now, Canary.MARK, null, null, null, 1.0, Map.of(Canary.MARK, Canary.MARK)));
        cluster.send(new ProfileUpdate(CUSTOMER, now, Map.of(Canary.MARK, Canary.MARK)));
        cluster.send(
                new Purchase("p" + id, id, CUSTOMER, now, new BigDecimal("12.5000"), "EUR", Canary.MARK, List.of()));
        cluster.flush();
    }

    private void sendWhatIsBad() throws Exception {
        BadRecords bad = new BadRecords(cluster, settings.get("schema.registry.url"));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (DeadLetterReason reason : DeadLetterReason.values()) {
                producer.send(bad.of(reason)).get();
            }
        }
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            await().atMost(PATIENCE)
                    .until(() -> text("/metrics")
                            .contains("segue_dead_letters_total{reason=\"" + reason.code() + "\"} 1.0"));
        }
    }

    /** What can be asked about a customer, in the right way and in wrong ones. */
    private void askForEverything() throws Exception {
        for (String right :
                List.of("", "/memberships", "/memberships?at=1", "/timeline", "/explain/buyer", "/forgotten")) {
            client.get(PATH + right);
        }
        for (String wrong : List.of(
                PATH + "/memberships?at=" + Canary.MARK,
                PATH + "/timeline?limit=" + Canary.MARK,
                PATH + "/timeline?before=" + Canary.MARK,
                PATH + "/explain/" + Canary.MARK,
                PATH + "?" + Canary.MARK + "=" + Canary.MARK,
                PATH + "/nothing",
                "/v1/changes?customer=" + Canary.MARK + "&segment=" + Canary.MARK + "&x=1",
                "/v1/segments/" + Canary.MARK,
                "/v1/segments/buyer/members?cursor=" + Canary.MARK,
                "/" + Canary.MARK)) {
            assertThat(client.get(wrong).status()).as(wrong).isBetween(400, 499);
        }
        String body = "{\"" + Canary.MARK + "\": [\"" + Canary.MARK + "\"";
        for (String path : List.of(PATH, "/v1/segments/preview", PeerQuestion.PATH)) {
            int status = client.call(
                            path,
                            request -> request.header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body)))
                    .status();
            assertThat(status).as(path).isBetween(400, 499);
        }
    }

    private int memberships() throws Exception {
        return client.get(PATH + "/memberships").json().get("memberships").size();
    }

    private String text(String path) throws Exception {
        return new String(client.get(path).response().body(), UTF_8);
    }

    private void startService() throws Exception {
        service = ServiceProcess.start(
                folder, settings, Map.of(), "-Xmx300m", "-Dlogback.configurationFile=dev/segue/privacy/verbose.xml");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .failFast("the service ended", () -> !service.isAlive())
                .until(() -> client.get("/readyz").status() == 200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
