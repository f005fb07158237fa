package dev.segue.query.api;

import static dev.segue.cluster.TestCluster.click;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.Client.Answer;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.query.access.Issuer;
import dev.segue.query.access.PeerSecret;
import dev.segue.query.http.Route;
import dev.segue.query.tls.Pem;
import dev.segue.query.tls.SelfSigned;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that ask for tokens, by HTTPS, with a management port each, on a real broker. */
class GuardedInstancesTest {

    private static final long NOW = System.currentTimeMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "what all instances know and nobody else";
    private static final ExecutorService READERS = Executors.newCachedThreadPool();
    private static final byte[] QUESTION = "{}".getBytes(UTF_8);

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static Issuer issuer;
    private static PeerSecret secret;
    private static RunningInstance first;
    private static RunningInstance second;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        SelfSigned certificate = SelfSigned.make(folder, "segue", "ip:127.0.0.1");
        Path file = Files.writeString(folder.resolve("secret"), SECRET);
        secret = PeerSecret.read(file);
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: looker, name: Looker, enter: 'events("page_view").within(days(30)).count() >= 1'}
                """);
        for (int i = 0; i < 40; i++) {
            cluster.send(click("c" + i, "page_view", NOW - 60_000 + i));
        }
        cluster.flush();
        Map<String, String> settings = settings(certificate, file);
        first = RunningInstance.start(cluster, folder.resolve("first"), "live", settings);
        second = RunningInstance.start(cluster, folder.resolve("second"), "live", settings);
        client = client(first, certificate);
        Client other = client(second, certificate);
        for (Client one : List.of(client, other)) {
            await().atMost(PATIENCE).until(() -> size(one) == 40);
        }
    }

    private static Map<String, String> settings(SelfSigned certificate, Path secretFile) {
        Map<String, String> settings = new HashMap<>();
        settings.put("segue.http.tls.certificate", certificate.certificate().toString());
        settings.put("segue.http.tls.key", certificate.key().toString());
        settings.put("segue.access.issuer", issuer.url());
        settings.put("segue.access.audience", Issuer.AUDIENCE);
        settings.put("segue.access.skew", "0s");
        settings.put("segue.peers.secret-file", secretFile.toString());
        settings.put("segue.peers.ca", certificate.certificate().toString());
        settings.put("segue.management.port", "0");
        return settings;
    }

    private static Client client(RunningInstance instance, SelfSigned certificate) {
        return new Client(instance.server().port(), Pem.trusting(certificate.certificate()));
    }

    private static long size(Client of) throws Exception {
        Answer answer = of.call("/v1/segments/looker", bearer("ada", "read"));
        return answer.status() == 200 ? answer.json().get("size").asLong() : -1;
    }

    @AfterAll
    static void stop() {
        READERS.shutdownNow();
        Checker.awaitSound(cluster);
        first.close();
        second.close();
        cluster.close();
        issuer.close();
    }

    @Test
    void shouldDeclareWhoMayMakeEachCall() {
        List<String> declared = first.server().routes().stream()
                .map(route -> route.method() + " " + route.path() + " " + Permissions.of(route))
                .toList();

        assertThat(declared).containsExactlyInAnyOrderElementsOf(Permissions.all());
    }

    @Test
    void shouldTellTheAuditOfEveryCallThatChangesSomethingForGood() {
        List<String> audited = first.server().routes().stream()
                .filter(route -> route.audited() != null)
                .map(route -> route.method() + " " + route.path() + " " + route.audited())
                .toList();
        List<String> others = first.server().routes().stream()
                .filter(route -> route.audited() == null && route.method() != HandlerType.GET)
                .map(Route::path)
                .toList();

        assertThat(audited)
                .containsExactlyInAnyOrder(
                        "PUT /v1/segments/{segment} put-segment",
                        "POST /v1/segments/{segment}/rollback roll-back-segment",
                        "DELETE /v1/segments/{segment} retire-segment",
                        "DELETE /v1/customers/{customer} forget-customer");
        assertThat(others)
                .containsExactlyInAnyOrder(
                        "/v1/segments/check", "/v1/segments/preview", "/v1/previews/{preview}", "/internal/questions");
    }

    /** Each call by each caller: without a token, with one that gives nothing, with one for each role. */
    @TestFactory
    Stream<DynamicTest> shouldLetTheCallBeMadeByThoseWhoMayAndNobodyElse() {
        Permissions permissions = new Permissions(client, issuer);
        return first.server().routes().stream()
                .map(route -> dynamicTest(route.method() + " " + route.path(), () -> permissions.check(route)));
    }

    @Test
    void shouldTellCallersWhatTheyMayDo() throws Exception {
        JsonNode ada = client.call("/v1/access", bearer("ada", "author")).json();
        JsonNode nobody = client.get("/v1/access").json();

        assertThat(ada.toString())
                .isEqualTo(
                        "{\"authentication\":\"bearer\",\"subject\":\"ada\",\"roles\":[\"read\",\"author\"],\"issuer\":\""
                                + issuer.url() + "\"}");
        assertThat(nobody.toString())
                .isEqualTo("{\"authentication\":\"bearer\",\"subject\":null,\"roles\":[],\"issuer\":null}");
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        Answer without = client.get("/v1/segments");
        Answer lacking = client.call("/v1/backfill", bearer("ada", "forget"));

        assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"segue\"");
        assertThat(without.json().get("type").asText()).isEqualTo("urn:segue:problem:unauthorized");
        assertThat(lacking.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"segue\", error=\"insufficient_scope\", scope=\"read operate\"");
        assertThat(lacking.json().get("detail").asText()).contains("one of the roles read operate");
        assertThat(lacking.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void shouldDescribeTheRolesThatCallsNeed() throws Exception {
        JsonNode api = client.get("/openapi.json").json();

        JsonNode scheme = api.get("components").get("securitySchemes").get("bearer");
        JsonNode backfill = api.get("paths").get("/v1/backfill").get("get");
        assertThat(scheme.get("scheme").asText()).isEqualTo("bearer");
        assertThat(backfill.get("security").toString())
                .isEqualTo("[{\"bearer\":[\"read\"]},{\"bearer\":[\"operate\"]}]");
        assertThat(backfill.get("responses").has("401")).isTrue();
        assertThat(api.get("paths").get("/v1/access").get("get").get("security"))
                .isEmpty();
    }

    @Test
    void shouldAnswerForTheCustomersOfTheOtherInstance() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            statuses.add(
                    client.call("/v1/customers/c" + i, bearer("ada", "read")).status());
        }

        assertThat(statuses).containsOnly(200);
        assertThat(first.streams().metadataForLocalThreads().stream()
                        .mapToInt(thread -> thread.activeTasks().size())
                        .sum())
                .as("partitions here, of %s", TestCluster.PARTITIONS)
                .isBetween(1, TestCluster.PARTITIONS - 1);
    }

    @Test
    void shouldAnswerNobodyButInstancesWhereInstancesAsk() throws Exception {
        String path = "/internal/questions";
        UnaryOperator<HttpRequest.Builder> question = request ->
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(QUESTION));

        int without = client.status(path, question);
        int withToken = client.status(
                path,
                request -> question.apply(
                        bearer("root", "read", "author", "operate", "forget").apply(request)));
        int bare = client.status(path, request -> question.apply(request.header("Authorization", "Bearer " + SECRET)));
        Answer asInstance = client.call(
                path, request -> question.apply(request.header("Authorization", secret.authorization(path, QUESTION))));

        assertThat(List.of(without, withToken, bare)).containsOnly(401);
        assertThat(asInstance.status()).as("it is let in, and asks nothing").isEqualTo(400);
    }

    @Test
    void shouldHaveMetricsAndHealthOnTheManagementPortOnly() throws Exception {
        Client management = new Client(first.server().managementPort());

        assertThat(first.server().managementPort()).isNotEqualTo(first.server().port());
        for (String path : List.of("/healthz", "/readyz", "/metrics")) {
            assertThat(management.get(path).status()).as(path).isEqualTo(200);
            assertThat(client.call(path, bearer("ada", "operate")).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(management.get("/v1/segments").status()).isEqualTo(404);
        assertThat(management.get("/v1/customers/c1").status()).isEqualTo(404);
    }

    @Test
    void shouldNotAnswerByPlainHttp() {
        Client plain = new Client(first.server().port());

        assertThatThrownBy(() -> plain.get("/v1/access")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldTakeTheAuthorFromTheTokenAndTellTheAudit() throws Exception {
        try (AuditLines audit = new AuditLines()) {
            Answer spoofed = put("/v1/segments/keen?author=mallory", bearer("ada", "author"));
            assertThat(spoofed.status()).isEqualTo(400);
            assertThat(audit.last().toString())
                    .isEqualTo(line("put-segment", "failed", 400, "ada", "\"segment\":\"keen\""));

            assertThat(put("/v1/segments/keen", bearer("ada", "author")).status())
                    .isEqualTo(201);
            assertThat(audit.last().toString())
                    .isEqualTo(line("put-segment", "done", 201, "ada", "\"segment\":\"keen\""));

            assertThat(put("/v1/segments/keen", bearer("bob", "read")).status()).isEqualTo(403);
            assertThat(audit.last().toString())
                    .isEqualTo(line("put-segment", "denied", 403, "bob", "\"segment\":\"keen\""));

            int before = audit.all().size();
            assertThat(put("/v1/segments/keen", request -> request).status()).isEqualTo(401);
            assertThat(audit.all()).hasSize(before);
        }
        await().atMost(PATIENCE)
                .until(() -> client.call("/v1/segments/keen/versions", bearer("ada", "read"))
                                .status()
                        == 200);
        JsonNode versions = client.call("/v1/segments/keen/versions", bearer("ada", "read"))
                .json()
                .get("versions");
        assertThat(versions.get(0).get("author").asText()).isEqualTo("ada");
        retire("keen");
    }

    private static void retire(String segment) throws Exception {
        try (AuditLines audit = new AuditLines()) {
            Answer answer = client.call(
                    "/v1/segments/" + segment,
                    request -> bearer("ada", "author")
                            .apply(request)
                            .header("If-Match", "*")
                            .DELETE());
            assertThat(answer.status()).isEqualTo(204);
            assertThat(audit.last().get("action").asText()).isEqualTo("retire-segment");
        }
    }

    @Test
    void shouldTellTheAuditWhoForgotWithoutTellingWhom() throws Exception {
        try (AuditLines audit = new AuditLines()) {
            for (String customer : List.of("somebody", "somebody", "else")) {
                client.call(
                        "/v1/customers/" + customer,
                        request -> bearer("eve", "forget").apply(request).DELETE());
            }

            List<JsonNode> lines = audit.all();
            List<String> customers =
                    lines.stream().map(one -> one.get("customer").asText()).toList();
            assertThat(lines).allSatisfy(one -> {
                assertThat(one.get("action").asText()).isEqualTo("forget-customer");
                assertThat(one.get("outcome").asText()).isEqualTo("done");
                assertThat(one.get("who").asText()).isEqualTo("eve");
                assertThat(one.toString()).doesNotContain("somebody").doesNotContain("\"else\"");
            });
            assertThat(customers.get(0)).isEqualTo(customers.get(1)).isNotEqualTo(customers.get(2));
        }
    }

    @Test
    void shouldEndTheStreamOfChangesWhenTheTokenExpires() throws Exception {
        String token = issuer.token(claims -> claims.expirationTime(new Date(System.currentTimeMillis() + 4_000)));
        UnaryOperator<HttpRequest.Builder> expiring = request -> request.header("Authorization", "Bearer " + token);

        Future<Answer> stream = READERS.submit(() -> client.call("/v1/changes", expiring));
        AtomicInteger number = new AtomicInteger();
        await().atMost(PATIENCE).until(() -> {
            cluster.send(click("late" + number.incrementAndGet(), "page_view", System.currentTimeMillis()));
            cluster.flush();
            return stream.isDone();
        });

        Answer ended = stream.get();
        assertThat(ended.status()).isEqualTo(200);
        assertThat(new String(ended.response().body(), UTF_8)).contains("event: change");
        assertThat(client.status("/v1/changes", expiring)).isEqualTo(401);
    }

    private static Answer put(String path, UnaryOperator<HttpRequest.Builder> caller) throws Exception {
        String keen = "{\"id\": \"keen\", \"name\": \"Keen\", \"enter\": \"events('visit').count() >= 1\"}";
        return client.call(
                path,
                request -> caller.apply(request)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(keen)));
    }

    private static String line(String action, String outcome, int status, String who, String what) {
        return "{\"action\":\"%s\",\"outcome\":\"%s\",\"status\":%d,\"who\":\"%s\",\"issuer\":\"%s\",\"from\":\"127.0.0.1\",%s}"
                .formatted(action, outcome, status, who, issuer.url(), what);
    }

    private static UnaryOperator<HttpRequest.Builder> bearer(String subject, String... roles) {
        return Permissions.bearer(issuer, subject, roles);
    }
}
