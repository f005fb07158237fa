package dev.segue.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Changes;
import dev.segue.cluster.Client;
import dev.segue.cluster.Crossing;
import dev.segue.cluster.History;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Real histories, asked of over HTTP: what customers were in, and why they are where they are. */
@ParameterizedClass
@ValueSource(strings = {"uci", "rees46"})
class RealHistoryTest {

    private static final int INSTANTS = 1_000;
    private static final int EXPLAINED = 40;
    private static final long SEED = 1;

    @Parameter
    private String name;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static RunningInstance instance;
    private static Client client;
    private static History history;
    private static List<String> customers;

    @BeforeParameterizedClassInvocation
    static void start(String name) throws Exception {
        history = History.of(name);
        TreeSet<String> ids = new TreeSet<>();
        history.forEach(event -> ids.add(event.customerId()));
        customers = List.copyOf(ids);
        cluster = TestCluster.start();
        cluster.load(history);
        instance = RunningInstance.start(cluster, folder.resolve(name), "event");
        client = instance.client();
        try (Changes changes = cluster.changes()) {
            changes.all(history.expected().size());
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (instance != null) {
            instance.close();
        }
        if (cluster != null) {
            Checker.awaitSound(cluster, history);
            cluster.close();
        }
    }

    @Test
    void shouldTellEveryMembershipThatWas() throws Exception {
        Map<String, List<Crossing>> expected = new HashMap<>();
        history.expected().stream()
                .sorted(Comparator.comparingLong(Crossing::occurredAt))
                .forEach(crossing -> expected.computeIfAbsent(crossing.customerId(), any -> new ArrayList<>())
                        .add(crossing));
        Random random = new Random(SEED);
        int members = 0;
        for (int i = 0; i < INSTANTS; i++) {
            String customer = customers.get(random.nextInt(customers.size()));
            long at = history.until()
                    - (long) (random.nextDouble() * Duration.ofDays(89).toMillis());
            Map<String, Long> then = fold(expected.getOrDefault(customer, List.of()), at);

            JsonNode answer = client.get("/v1/customers/" + customer + "/memberships?at=" + at)
                    .json();

            assertThat(answer.get("memberships").findValuesAsText("segmentId"))
                    .as("%s: %s at %s", name, customer, at)
                    .containsExactlyElementsOf(then.keySet());
            for (JsonNode membership : answer.get("memberships")) {
                if (!membership.get("since").isNull()) {
                    assertThat(membership.get("since").asLong())
                            .isEqualTo(then.get(membership.get("segmentId").asText()));
                }
            }
            members += then.size();
        }
        assertThat(members).isPositive();
    }

    @Test
    void shouldExplainWhatMembershipsTell() throws Exception {
        List<String> segments = new ArrayList<>();
        client.get("/v1/segments")
                .json()
                .get("segments")
                .forEach(segment -> segments.add(segment.get("id").asText()));
        List<String> sample = new ArrayList<>(customers);
        Collections.shuffle(sample, new Random(SEED));
        int members = 0;
        for (String customer : sample.subList(0, EXPLAINED)) {
            Map<String, Long> told = ThreeInstancesTest.segmentsOf(
                    client.get("/v1/customers/" + customer + "/memberships").json());
            Map<String, Long> explained = new TreeMap<>();
            for (String segment : segments) {
                JsonNode explanation = client.get("/v1/customers/" + customer + "/explain/" + segment)
                        .json();
                if (explanation.get("member").asBoolean()) {
                    explained.put(segment, explanation.get("since").asLong());
                }
                assertThat(explanation.get("words").asText()).isNotBlank();
            }

            assertThat(explained).as(customer).isEqualTo(told);
            members += told.size();
        }
        assertThat(members).isPositive();
    }

    private static Map<String, Long> fold(List<Crossing> crossings, long at) {
        Map<String, Long> since = new TreeMap<>();
        for (Crossing crossing : crossings) {
            if (crossing.occurredAt() > at) {
                break;
            }
            if (crossing.type().equals("ENTERED")) {
                since.put(crossing.segmentId(), crossing.occurredAt());
            } else {
                since.remove(crossing.segmentId());
            }
        }
        return since;
    }
}
