package dev.segue.query.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.Client.Answer;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Previews by two instances on a real broker, each of which owns some of the partitions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreviewRoutesTest {

    private static final long NOW = System.currentTimeMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CUSTOMERS = 3_000;
    private static final String YAML = "application/yaml";
    private static final String PREVIEW = "/v1/segments/preview";

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static RunningInstance one;
    private static RunningInstance other;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: big, name: Big, enter: 'events("purchase").within(days(30)).sum("amount") >= 1500'}
                  - {id: not-big, name: Not big, enter: '!inSegment("big") && events("purchase").count() > 0'}
                  - {id: buyer, name: Buyer, enter: 'events("purchase").count() > 0'}
                """);
        for (int i = 0; i < CUSTOMERS; i++) {
            BigDecimal amount = BigDecimal.valueOf(i);
            cluster.send(new Purchase("p" + i, null, "c" + i, NOW - 2 * DAY, amount, "EUR", "web", List.of()));
        }
        cluster.flush();
        one = RunningInstance.start(cluster, folder.resolve("one"), "live");
        other = RunningInstance.start(cluster, folder.resolve("other"), "live");
        client = one.client();
        for (RunningInstance instance : List.of(one, other)) {
            await().atMost(PATIENCE).until(() -> owned(instance) == TestCluster.PARTITIONS / 2);
        }
        await().atMost(PATIENCE).until(() -> size("buyer") == CUSTOMERS);
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        one.close();
        cluster.close();
    }

    @Test
    @Order(1)
    void shouldFindWhatPublishingThenMakes() throws Exception {
        Set<String> big = members("big");
        Set<String> notBig = members("not-big");
        Answer answer = post(PREVIEW + "?sample=100&wait=30", YAML, big(1_450));
        Answer published = client.put("/v1/segments/big", YAML, big(1_450), "If-Match", "*");
        await().atMost(PATIENCE).until(() -> size("big") == 1_550 && size("not-big") == 1_450);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(published.status()).isEqualTo(200);
        JsonNode job = answer.json();
        assertThat(job.get("state").asText()).isEqualTo("DONE");
        assertThat(job.get("customers").asLong()).isEqualTo(CUSTOMERS);
        assertThat(job.get("known").asLong()).isEqualTo(CUSTOMERS);
        assertThat(job.get("segments").findValuesAsText("segmentId")).containsExactly("big", "not-big");
        assertAgree(job.get("segments").get(0), big, members("big"));
        assertAgree(job.get("segments").get(1), notBig, members("not-big"));
    }

    private static void assertAgree(JsonNode preview, Set<String> before, Set<String> after) {
        Set<String> entering = texts(preview.get("enteringSample"));
        Set<String> leaving = texts(preview.get("leavingSample"));
        Set<String> then = new TreeSet<>(before);
        then.removeAll(leaving);
        then.addAll(entering);
        assertThat(then).isEqualTo(after);
        assertThat(preview.get("published").asLong()).isEqualTo(before.size());
        assertThat(preview.get("members").asLong()).isEqualTo(after.size());
        assertThat(preview.get("share").asDouble()).isEqualTo((double) after.size() / CUSTOMERS);
        assertThat(preview.get("entering").asLong()).isEqualTo(entering.size());
        assertThat(preview.get("leaving").asLong()).isEqualTo(leaving.size());
        assertThat(entering.size() + leaving.size()).isEqualTo(50);
        assertThat(after).containsAll(texts(preview.get("sample")));
    }

    @Test
    @Order(2)
    void shouldTellHowTheSizeWouldHaveMoved() throws Exception {
        JsonNode job =
                post(PREVIEW + "?days=4&wait=30", "application/json", """
                {"id": "new", "name": "New", "enter": "events(\\"purchase\\").count() > 0 && !inSegment(\\"big\\")"}""").json();

        JsonNode preview = job.get("segments").get(0);
        assertThat(preview.get("published").asLong()).isZero();
        assertThat(preview.get("members").asLong()).isEqualTo(size("not-big"));
        assertThat(preview.get("history").findValuesAsText("members"))
                .hasSize(4)
                .startsWith("0")
                .endsWith("1450");
    }

    @Test
    @Order(2)
    void shouldTellOfThoseWhoWouldLeaveARetiredSegment() throws Exception {
        JsonNode job = post(PREVIEW + "?prune=true&wait=30", YAML, "segments:\n" + item(big(1_450)))
                .json();

        assertThat(job.get("segments").findValuesAsText("segmentId")).containsExactly("buyer", "not-big");
        assertThat(job.get("segments").findValuesAsText("leaving")).containsExactly("3000", "1450");
    }

    @Test
    @Order(2)
    void shouldBeKnownToEveryInstance() throws Exception {
        Answer begun = post(PREVIEW, YAML, big(10));
        String place = begun.header("Location");
        await().atMost(PATIENCE).until(() -> state(other.client(), place).equals("DONE"));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("state").asText()).isEqualTo("RUNNING");
        assertThat(other.client().get(place).json()).isEqualTo(client.get(place).json());
    }

    @Test
    @Order(2)
    void shouldShowProgressAndEndWhenCancelled() throws Exception {
        String place = post(PREVIEW + "?days=400", YAML, slow()).header("Location");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> looked(place) > 0);

        JsonNode running = client.get(place).json();
        JsonNode cancelled = other.client().call(place, r -> r.DELETE()).json();
        JsonNode after = client.get(place).json();

        assertThat(running.get("state").asText()).isEqualTo("RUNNING");
        assertThat(running.get("customers").asLong()).isBetween(1L, CUSTOMERS - 1L);
        assertThat(running.get("segments")).isNotEmpty();
        assertThat(cancelled.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("problem").asText()).isEqualTo("It was cancelled.");
        assertThat(after).isEqualTo(cancelled);
        assertThat(after.get("customers").asLong()).isLessThan(CUSTOMERS);
    }

    @Test
    @Order(2)
    void shouldRunOnlySoManyAtATime() throws Exception {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            places.add(post(PREVIEW + "?days=400", YAML, slow()).header("Location"));
        }

        Answer refused = post(PREVIEW, YAML, big(10));
        for (String place : places) {
            client.call(place, r -> r.DELETE());
        }
        Answer taken = post(PREVIEW + "?wait=30", YAML, big(10));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(refused.json().get("detail").asText()).startsWith("Enough previews are under way");
        assertThat(taken.status()).isEqualTo(200);
    }

    @TestFactory
    @Order(2)
    List<DynamicTest> shouldAnswerBadInputWithOneClearProblem() {
        String bad = "id: bad\nname: Bad\nenter: events(\"x\").cuont() > 1\nexit: inSegment(\"nowhere\")\n";
        return List.of(
                bad("invalid rules", 422, "2 problems", () -> post(PREVIEW, YAML, bad)),
                bad("no definition", 422, "problem", () -> post(PREVIEW, YAML, "nothing of the kind")),
                bad(
                        "needed segment pruned",
                        422,
                        "problem",
                        () -> post(
                                PREVIEW + "?prune=true",
                                YAML,
                                big(1).replace("id: big", "id: x")
                                        .replaceAll("enter: .*", "enter: inSegment(\"big\")"))),
                bad("bad days", 400, "from 1 to 400", () -> post(PREVIEW + "?days=0", YAML, big(1))),
                bad("bad sample", 400, "from 1 to 100", () -> post(PREVIEW + "?sample=many", YAML, big(1))),
                bad("bad wait", 400, "from 1 to 30", () -> post(PREVIEW + "?wait=31", YAML, big(1))),
                bad("bad prune", 400, "true or false", () -> post(PREVIEW + "?prune=yes", YAML, big(1))),
                bad("unknown parameter", 400, "days, sample", () -> post(PREVIEW + "?day=1", YAML, big(1))),
                bad("other media type", 415, YAML, () -> post(PREVIEW, "text/plain", big(1))),
                bad("long body", 413, "262144", () -> post(PREVIEW, YAML, "#".repeat(300_000))),
                bad("too many definitions", 413, "preview fewer", () -> post(PREVIEW, YAML, many())),
                bad("unknown preview", 404, "no such preview", () -> client.get("/v1/previews/none")),
                bad(
                        "unknown preview to cancel",
                        404,
                        "no such preview",
                        () -> client.call("/v1/previews/none", r -> r.DELETE())));
    }

    private interface Call {
        Answer make() throws Exception;
    }

    private static DynamicTest bad(String what, int status, String detail, Call call) {
        return DynamicTest.dynamicTest(what, () -> {
            Answer answer = call.make();

            assertThat(answer.status()).as("%s", answer.json()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().get("detail").asText()).contains(detail);
        });
    }

    @Test
    @Order(2)
    void shouldDescribeTheShapesThatItAnswers() throws Exception {
        Shapes shapes = new Shapes(client.get("/openapi.json").json());
        Answer begun = post(PREVIEW + "?days=2", YAML, big(10));

        shapes.check("post", PREVIEW, begun);
        shapes.check("post", PREVIEW, post(PREVIEW + "?days=2&wait=30", YAML, big(10)));
        shapes.check("post", PREVIEW, post(PREVIEW, YAML, "segments: {}"));
        shapes.check("/v1/previews/{preview}", client.get(begun.header("Location")));
        shapes.check("/v1/previews/{preview}", client.get("/v1/previews/none"));
        shapes.check("delete", "/v1/previews/{preview}", client.call(begun.header("Location"), r -> r.DELETE()));
    }

    @Test
    @Order(3)
    void shouldFailRatherThanBeTakenForWholeWhenAnInstanceLeaves() throws Exception {
        String place = post(PREVIEW + "?days=400", YAML, slow()).header("Location");
        await().atMost(PATIENCE).until(() -> looked(place) > 0);

        other.close();
        await().atMost(PATIENCE).until(() -> !state(client, place).equals("RUNNING"));

        JsonNode job = client.get(place).json();
        assertThat(job.get("state").asText()).isEqualTo("FAILED");
        assertThat(job.get("problem").asText()).contains("begin anew");
        assertThat(job.get("segments")).isEmpty();
        assertThat(post(PREVIEW + "?wait=30", YAML, big(10))
                        .json()
                        .get("customers")
                        .asLong())
                .isEqualTo(CUSTOMERS);
    }

    private static String big(int threshold) {
        return "id: big\nname: Big\nenter: events(\"purchase\").within(days(30)).sum(\"amount\") >= " + threshold
                + "\n";
    }

    private static String item(String single) {
        return "  - " + single.strip().replace("\n", "\n    ") + "\n";
    }

    /** Takes the longer the more days are wanted. */
    private static String slow() {
        StringBuilder text = new StringBuilder("segments:\n");
        for (int i = 1; i <= 20; i++) {
            text.append(item("id: slow-" + i + "\nname: Slow\nstay: " + i
                    + "d\nenter: events(\"purchase\").within(days(" + i + ")).sum(\"amount\") >= " + i));
        }
        return text.toString();
    }

    private static String many() {
        StringBuilder text = new StringBuilder("segments:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append(item("id: many-" + i + "\nname: Many\ndescription: '" + "x".repeat(120)
                    + "'\nenter: events(\"a\").count() >= 1"));
        }
        return text.toString();
    }

    private static Answer post(String path, String contentType, String body) throws Exception {
        return client.call(path, r -> r.header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    private static long looked(String place) throws Exception {
        return client.get(place).json().path("customers").asLong();
    }

    private static String state(Client asked, String place) throws Exception {
        Answer answer = asked.get(place);
        // nobody may answer for a moment; that is no state
        return answer.status() == 503 ? "RUNNING" : answer.json().path("state").asText();
    }

    private static long owned(RunningInstance instance) {
        long owned = 0;
        for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
            owned += instance.tenure(partition) == null ? 0 : 1;
        }
        return owned;
    }

    private static long size(String segment) throws Exception {
        return client.get("/v1/segments/" + segment).json().path("size").asLong();
    }

    private static Set<String> members(String segment) throws Exception {
        // 503 while the group rebalances, as it does on a machine that is busy
        Answer page = await().atMost(PATIENCE)
                .until(
                        () -> client.get("/v1/segments/" + segment + "/members?limit=10000"),
                        answer -> answer.status() == 200);
        return new TreeSet<>(page.json().get("members").findValuesAsText("customerId"));
    }

    private static Set<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts.stream().collect(toSet());
    }
}
