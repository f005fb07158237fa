package dev.segue.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.avro.ChangeType;
import dev.segue.avro.SegmentChange;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.Client;
import dev.segue.cluster.History;
import dev.segue.cluster.ServiceProcess;
import dev.segue.cluster.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three instances as PROCESSES on one broker, with a real history: any of them answers, and right. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("faults")
class ThreeInstancesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static History history;
    private static long until;
    private static final List<ServiceProcess> PROCESSES = new ArrayList<>();
    private static final List<Client> CLIENTS = new ArrayList<>();

    /** What the changes come to: by customer, the segments they are in, and since when. */
    private static final Map<String, Map<String, Long>> EXPECTED = new TreeMap<>();
    // what each customer was ever in: a copy that is behind may tell any of it
    private static final Map<String, Set<Map<String, Long>>> EVER = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        history = History.of("uci");
        until = history.until();
        cluster = TestCluster.start();
        cluster.load(history);
        for (int i = 0; i < 3; i++) {
            Path own = Files.createDirectories(folder.resolve("instance-" + i));
            Map<String, String> settings = cluster.settings(own.resolve("state"), "event");
            settings.put("num.stream.threads", "1");
            settings.put("num.standby.replicas", "1");
            int port = freePort();
            settings.put("segue.http.port", String.valueOf(port));
            PROCESSES.add(ServiceProcess.start(own, settings));
            CLIENTS.add(new Client(port));
        }
        try (Changes changes = cluster.changes()) {
            changes.all(history.expected().size()).forEach(ThreeInstancesTest::fold);
        }
        for (Client client : CLIENTS) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> client.get("/readyz").status() == 200
                            && client.get("/v1/overlap").status() == 200);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        Checker.awaitSound(cluster, history);
        for (ServiceProcess process : PROCESSES) {
            process.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void shouldTellMembershipsThatAreTheFoldOfTheChanges() throws Exception {
        int i = 0;
        for (Map.Entry<String, Map<String, Long>> customer : EXPECTED.entrySet()) {
            Client client = CLIENTS.get(i++ % CLIENTS.size());

            JsonNode answer = client.get("/v1/customers/" + customer.getKey() + "/memberships")
                    .json();

            assertThat(segmentsOf(answer)).isEqualTo(customer.getValue());
            assertThat(answer.get("staleness").isNull()).isTrue();
        }
    }

    @Test
    @Order(2)
    void shouldTellMembersSizesAndOverlapThatAreTheFoldOfTheChanges() throws Exception {
        Map<String, Map<String, Long>> members = new TreeMap<>();
        Map<String, Long> pairs = new TreeMap<>();
        EXPECTED.forEach((customer, segments) -> segments.forEach((segment, since) -> {
            members.computeIfAbsent(segment, any -> new TreeMap<>()).put(customer, since);
            segments.keySet().stream()
                    .filter(other -> segment.compareTo(other) < 0)
                    .forEach(other -> pairs.merge(segment + " " + other, 1L, Long::sum));
        }));

        for (JsonNode segment : CLIENTS.get(0).get("/v1/segments").json().get("segments")) {
            String id = segment.get("id").asText();
            Map<String, Long> wanted = members.getOrDefault(id, Map.of());

            assertThat(segment.get("size").asLong()).as(id).isEqualTo(wanted.size());
            assertThat(members(CLIENTS.get(1), id)).as(id).isEqualTo(wanted);
        }
        Map<String, Long> told = new TreeMap<>();
        CLIENTS.get(2)
                .get("/v1/overlap")
                .json()
                .get("overlaps")
                .forEach(pair -> told.put(
                        pair.get("first").asText() + " " + pair.get("second").asText(),
                        pair.get("size").asLong()));
        assertThat(told).isEqualTo(pairs);
    }

    @Test
    @Order(3)
    void shouldGiveTheSameAnswerFromEachInstance() throws Exception {
        String segment = CLIENTS.get(0)
                .get("/v1/segments")
                .json()
                .get("segments")
                .get(0)
                .get("id")
                .asText();
        List<String> paths = new ArrayList<>(List.of(
                "/v1/segments",
                "/v1/overlap",
                "/v1/backfill",
                "/openapi.json",
                "/v1/customers/nobody",
                "/v1/customers/nobody/timeline"));
        EXPECTED.keySet().stream().limit(40).forEach(customer -> {
            paths.add("/v1/customers/" + customer);
            paths.add("/v1/customers/" + customer + "/memberships");
            paths.add("/v1/customers/" + customer + "/timeline?limit=3");
            paths.add("/v1/customers/" + customer + "/memberships?at=" + until);
            paths.add("/v1/customers/" + customer + "/memberships?at=0");
            paths.add("/v1/customers/" + customer + "/explain/" + segment);
        });
        CLIENTS.get(0)
                .get("/v1/segments")
                .json()
                .get("segments")
                .findValuesAsText("id")
                .forEach(id -> {
                    paths.add("/v1/segments/" + id);
                    paths.add("/v1/segments/" + id + "/versions");
                    paths.add("/v1/segments/" + id + "/members?limit=25");
                });
        for (String path : paths) {
            Client.Answer first = CLIENTS.get(0).get(path);
            for (Client other : CLIENTS.subList(1, 3)) {
                Client.Answer answer = other.get(path);
                assertThat(answer.status()).as(path).isEqualTo(first.status());
                assertThat(answer.json()).as(path).isEqualTo(first.json());
            }
        }
    }

    @Test
    @Order(4)
    void shouldAnswerRightOrStaleOrNotAtAllWhileAnInstanceIsKilled() throws Exception {
        List<Client> survivors = CLIENTS.subList(0, 2);
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(new Asker(survivors.get(i % 2), EXPECTED, EVER, i));
        }
        askers.forEach(Asker::start);
        await().atMost(PATIENCE).until(() -> askers.stream().allMatch(asker -> asker.right() > 100));

        PROCESSES.get(2).kill();
        for (Client survivor : survivors) {
            await().atMost(PATIENCE)
                    .until(() ->
                            survivor.get("/v1/overlap").json().path("staleness").isNull());
        }
        long then = askers.get(0).right();
        await().atMost(PATIENCE).until(() -> askers.get(0).right() > then + 100);
        for (Asker asker : askers) {
            asker.end();
        }

        assertThat(askers).flatExtracting(Asker::wrong).isEmpty();
        assertThat(askers.stream().mapToLong(Asker::stale).sum())
                .as("answers from standbys, while the killed instance was still thought to be there")
                .isPositive();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void fold(SegmentChange change) {
        Map<String, Long> segments = EXPECTED.computeIfAbsent(change.getCustomerId(), any -> new TreeMap<>());
        if (change.getType() == ChangeType.ENTERED) {
            segments.put(change.getSegmentId(), change.getOccurredAt().toEpochMilli());
        } else {
            segments.remove(change.getSegmentId());
        }
        EVER.computeIfAbsent(change.getCustomerId(), any -> new HashSet<>(Set.of(Map.of())))
                .add(Map.copyOf(segments));
    }

    static Map<String, Long> segmentsOf(JsonNode answer) {
        Map<String, Long> segments = new TreeMap<>();
        answer.path("memberships")
                .forEach(one -> segments.put(
                        one.get("segmentId").asText(), one.get("since").asLong()));
        return segments;
    }

    private static Map<String, Long> members(Client client, String segment) throws Exception {
        Map<String, Long> members = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = client.get("/v1/segments/" + segment + "/members?limit=50" + cursor)
                    .json();
            page.get("members")
                    .forEach(member -> assertThat(members.put(
                                    member.get("customerId").asText(),
                                    member.get("since").asLong()))
                            .isNull());
            cursor = page.get("cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("cursor").asText();
        }
        return members;
    }
}
