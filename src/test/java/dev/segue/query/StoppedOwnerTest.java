package dev.segue.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.ServiceProcess;
import dev.segue.cluster.TestCluster;
import dev.segue.privacy.Canary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stood still while another took its work over knows nothing of that at first. */
@Tag("faults")
class StoppedOwnerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CUSTOMERS = 40;
    private static final long THEN = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: looker, name: Looker, enter: 'events("look").count() >= 1'}
                  - {id: mover, name: Mover, enter: 'events("move").count() >= 1'}
                """);
        send("look", THEN);
        for (int i = 0; i < 2; i++) {
            Path own = Files.createDirectories(folder.resolve("instance-" + i));
            Map<String, String> settings = cluster.settings(own.resolve("state"), "event");
            settings.put("num.stream.threads", "1");
            settings.put("num.standby.replicas", "1");
            int port = freePort();
            settings.put("segue.http.port", String.valueOf(port));
            processes.add(ServiceProcess.start(own, settings));
            clients.add(new Client(port));
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (ServiceProcess process : processes) {
            process.close();
        }
        cluster.close();
    }

    @Test
    void shouldNotAnswerUnflaggedForWhatItMayNoLongerOwn() throws Exception {
        Client stopped = clients.get(0);
        Client other = clients.get(1);
        for (Client client : clients) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> allTell(client, "looker"));
        }
        processes.get(0).pause();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> allTell(other, "looker"));
        send("move", THEN + 1);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> allTell(other, "mover"));
        // asked while it stands still, answered in its first moment
        List<String> wrong = new CopyOnWriteArrayList<>();
        ExecutorService asking = Executors.newFixedThreadPool(CUSTOMERS);
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = Canary.customer(i);
            asking.submit(() -> {
                for (int round = 0; round < 100; round++) {
                    judge(customer, stopped, wrong);
                }
            });
        }

        processes.get(0).resume();
        asking.shutdown();

        assertThat(asking.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(wrong).as(() -> logOf(processes.get(0))).isEmpty();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> allTell(stopped, "mover"));
        Checker.awaitSound(cluster);
    }

    private static String logOf(ServiceProcess process) {
        try {
            return process.printed();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void judge(String customer, Client client, List<String> wrong) {
        try {
            Client.Answer answer = client.get("/v1/customers/" + customer + "/memberships");
            JsonNode json = answer.json();
            boolean notNow = answer.status() == 503 && answer.header("Retry-After") != null;
            boolean right = answer.status() == 200
                    && (!json.get("staleness").isNull()
                            || json.get("memberships").size() == 2);
            if (!notNow && !right) {
                wrong.add(answer.status() + " " + json);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            wrong.add(customer + ": " + e);
        }
    }

    private void send(String type, long at) {
        for (int i = 0; i < CUSTOMERS; i++) {
            cluster.send(TestCluster.click(Canary.customer(i), type, at));
        }
        cluster.flush();
    }

    /** Whether all customers are in the segment, by what owners tell. */
    private static boolean allTell(Client client, String segment) throws Exception {
        JsonNode view = client.get("/v1/segments/" + segment).json();
        return view.path("size").asInt() == CUSTOMERS && view.path("staleness").isNull();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
