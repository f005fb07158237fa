package dev.segue.query.api;

import static dev.segue.cluster.TestCluster.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.Client.Answer;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.event.ProfileUpdate;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors and watchers ask of two instances that share the customers: either tells of all of them. */
class TwoInstancesTest {

    private static final long NOW = System.currentTimeMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static final List<RunningInstance> INSTANCES = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: looker, name: Looker, enter: 'events("page_view").within(days(30)).count() >= 1'}
                  - {id: buyer, name: Buyer, enter: 'events("purchase").count() >= 1'}
                """);
        for (int i = 0; i < 40; i++) {
            cluster.send(click((i < 30 ? "c-" : "d-") + i, "page_view", NOW - 60_000 + i));
        }
        for (int i = 0; i < 8; i++) {
            String country = i < 6 ? "AT" : "DE";
            String mail = "somebody-" + i;
            cluster.send(
                    new ProfileUpdate("c-" + i, NOW - 50_000, Map.of("country", country, "mail", mail, "age", 40L)));
        }
        cluster.flush();
        for (String name : List.of("first", "second")) {
            INSTANCES.add(RunningInstance.start(cluster, folder.resolve(name), "live"));
        }
        for (RunningInstance instance : INSTANCES) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> size(instance.client()) == 40);
        }
        await().atMost(PATIENCE).until(() -> INSTANCES.stream().allMatch(TwoInstancesTest::hasWork));
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        INSTANCES.forEach(RunningInstance::close);
        cluster.close();
    }

    @Test
    void shouldSuggestCustomersByTheBeginningOfTheirIds() throws Exception {
        for (Client client : clients()) {
            JsonNode some = client.get("/v1/customers?prefix=c-1&limit=5").json();
            JsonNode others = client.get("/v1/customers?prefix=d-&limit=100").json();
            JsonNode none = client.get("/v1/customers?prefix=e").json();
            JsonNode first = client.get("/v1/customers").json();

            JsonNode beside = client.get("/v1/customers?prefix=c-2&limit=100").json();

            assertThat(texts(beside.get("customers"))).hasSize(11).doesNotContain("c-3");
            assertThat(texts(some.get("customers"))).containsExactly("c-1", "c-10", "c-11", "c-12", "c-13");
            assertThat(others.get("customers")).hasSize(10);
            assertThat(none.get("customers")).isEmpty();
            assertThat(texts(first.get("customers"))).hasSize(10).isSorted().startsWith("c-0");
            assertThat(some.get("staleness").isNull()).isTrue();
        }
    }

    @Test
    void shouldPageThroughMembersWhoseIdsBeginSo() throws Exception {
        for (Client client : clients()) {
            List<String> found = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonNode page = client.get("/v1/segments/looker/members?prefix=c-2&limit=3" + cursor)
                        .json();
                found.addAll(page.get("members").findValuesAsText("customerId"));
                cursor = page.get("cursor").isNull()
                        ? null
                        : "&cursor=" + page.get("cursor").asText();
            }

            assertThat(found).hasSize(11).doesNotHaveDuplicates().allMatch(id -> id.startsWith("c-2"));
        }
    }

    @Test
    void shouldCheckADraftTogetherWithWhatIsPublished() throws Exception {
        Client client = clients().get(1);

        JsonNode valid = check(client, "id: keen\nname: Keen\nenter: inSegment(\"looker\")\n");
        JsonNode wrong =
                check(client, "id: keen\nname: Keen\nenter: events(\"x\").cuont() > 1\nexit: inSegment(\"b\")\n");
        JsonNode file = check(client, "segments:\n  - {id: a, name: A, enter: 'inSegment(\"b\")'}\n");

        assertThat(valid.get("problems")).isEmpty();
        assertThat(wrong.get("problems").findValuesAsText("line")).containsExactly("3", "4");
        assertThat(wrong.at("/problems/0/column").asInt()).isEqualTo(20);
        assertThat(wrong.at("/problems/0/message").asText()).contains("count");
        assertThat(wrong.at("/problems/0/sourceLine").asText()).startsWith("enter: ");
        assertThat(file.at("/problems/0/segmentId").asText()).isEqualTo("a");
        assertThat(client.get("/v1/segments/keen").status()).isEqualTo(404);
    }

    @Test
    void shouldTellWhatRulesCanBeMadeOfWithoutTellingOfAnybodyAlone() throws Exception {
        for (Client client : clients()) {
            JsonNode vocabulary = client.get("/v1/vocabulary").json();

            assertThat(vocabulary.get("sampled").asLong()).isEqualTo(40);
            assertThat(vocabulary.get("customers").asLong()).isEqualTo(40);
            assertThat(vocabulary.at("/events/0/type").asText()).isEqualTo("page_view");
            assertThat(vocabulary.at("/events/0/customers").asLong()).isEqualTo(40);
            assertThat(vocabulary.get("attributes").findValuesAsText("name")).containsExactly("age", "country", "mail");
            assertThat(vocabulary.at("/attributes/0/kinds/0").asText()).isEqualTo("NUMBER");
            assertThat(texts(vocabulary.at("/attributes/0/examples"))).containsExactly("40");
            assertThat(texts(vocabulary.at("/attributes/1/examples"))).containsExactly("AT");
            assertThat(vocabulary.at("/attributes/2/examples")).isEmpty();
            assertThat(vocabulary.get("segments").findValuesAsText("id")).containsExactly("buyer", "looker");
            assertThat(vocabulary.get("functions").findValuesAsText("name")).contains("within", "events", "matches");
            assertThat(vocabulary.toString()).doesNotContain("somebody-");
        }
    }

    @Test
    void shouldTellHowSizesWent() throws Exception {
        for (Client client : clients()) {
            JsonNode history = client.get("/v1/history?hours=3&points=6").json();

            JsonNode looker = history.at("/segments/1");
            assertThat(looker.get("segmentId").asText()).isEqualTo("looker");
            assertThat(history.get("stepMillis").asLong()).isEqualTo(30 * 60_000);
            assertThat(history.get("at")).hasSize(6);
            assertThat(looker.get("size").asLong()).isEqualTo(40);
            assertThat(looker.at("/sizes/5").asLong()).isEqualTo(40);
            assertThat(looker.at("/sizes/0").asLong()).isZero();
            long entered = 0;
            for (JsonNode one : looker.get("entered")) {
                entered += one.asLong();
            }
            assertThat(entered).isEqualTo(40);
        }
    }

    @Test
    void shouldTellHowTheWholeServiceIs() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> clients()
                        .get(0)
                        .get("/v1/status")
                        .json()
                        .get("complete")
                        .asBoolean());
        List<String> told = new ArrayList<>();
        for (Client client : clients()) {
            JsonNode status = client.get("/v1/status").json();

            assertThat(status.get("instances")).hasSize(2);
            List<Integer> owned = new ArrayList<>();
            for (JsonNode instance : status.get("instances")) {
                assertThat(instance.get("state").asText()).isEqualTo("RUNNING");
                assertThat(instance.get("ready").asBoolean()).isTrue();
                instance.get("owns").forEach(partition -> owned.add(partition.asInt()));
            }
            assertThat(owned).containsExactlyInAnyOrder(0, 1, 2, 3);
            assertThat(status.get("partitions")).hasSize(TestCluster.PARTITIONS);
            assertThat(status.get("customers").asLong()).isEqualTo(40);
            assertThat(status.get("backfilled").asLong()).isEqualTo(40);
            assertThat(status.get("clock").asLong()).isGreaterThanOrEqualTo(NOW);
            assertThat(status.get("deadLetters").asLong()).isZero();
            told.add(status.get("instances").toString());
        }
        assertThat(told.get(0)).isEqualTo(told.get(1));
    }

    @Test
    void shouldCountWhatHappensASecondOnAnyInstance() throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        double events = 0;
        for (int i = 0; events == 0 && System.nanoTime() < until; i++) {
            // customers of all partitions, known already
            for (int j = 0; j < 40; j++) {
                cluster.send(click((j < 30 ? "c-" : "d-") + j, "glance", System.currentTimeMillis()));
            }
            cluster.flush();
            events = clients()
                    .get(i % 2)
                    .get("/v1/status")
                    .json()
                    .get("eventsPerSecond")
                    .asDouble();
        }

        assertThat(events).isPositive();
    }

    private static JsonNode check(Client client, String draft) throws Exception {
        Answer answer = client.call(
                "/v1/segments/check",
                request -> request.header("Content-Type", "application/yaml").POST(BodyPublishers.ofString(draft)));
        assertThat(answer.status()).isEqualTo(200);
        new Shapes(client.get("/openapi.json").json()).check("post", "/v1/segments/check", answer);
        return answer.json();
    }

    private static List<Client> clients() {
        return INSTANCES.stream().map(RunningInstance::client).toList();
    }

    private static boolean hasWork(RunningInstance instance) {
        for (int i = 0; i < TestCluster.PARTITIONS; i++) {
            if (instance.tenure(i) != null) {
                return true;
            }
        }
        return false;
    }

    private static long size(Client client) throws Exception {
        return client.get("/v1/segments/looker").json().path("size").asLong();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
