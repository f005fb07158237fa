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
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The whole API of one instance, on a real broker. */
class ApiTest {

    private static final long NOW = System.currentTimeMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEEN = """
            id: keen
            name: Keen
            enter: events("visit").within(days(30)).count() >= 1
            """;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static RunningInstance instance;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: looker, name: Looker, enter: 'events("page_view").within(days(30)).count() >= 1'}
                  - {id: buyer, name: Buyer, enter: 'events("purchase").count() >= 1'}
                  - {id: visitor, name: Visitor, enter: 'events("tour").count() >= 1'}
                  - {id: nobody, name: Nobody, enter: 'events("never").count() >= 1'}
                """);
        for (int i = 0; i < 50; i++) {
            cluster.send(click("c" + i, "page_view", NOW - 60_000 + i));
        }
        cluster.send(click("v0", "visit", NOW - 50_000));
        cluster.send(click("v1", "visit", NOW - 50_000));
        cluster.send(click("a/b ü", "page_view", NOW - 50_000));
        cluster.send(new ProfileUpdate("c1", NOW - 40_000, Map.of("country", "AT", "age", 40L)));
        cluster.send(new Purchase("p1", "o1", "c1", NOW - 30_000, new BigDecimal("12.5000"), "EUR", "web", List.of()));
        cluster.flush();
        instance = RunningInstance.start(cluster, folder.resolve("state"), "live");
        client = instance.client();
        await().atMost(PATIENCE)
                .until(() -> client.get("/v1/customers/c1/memberships")
                                .json()
                                .path("memberships")
                                .size()
                        == 2);
        await().atMost(PATIENCE).until(() -> size("looker") == 51);
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        instance.close();
        cluster.close();
    }

    @Test
    void shouldTellMembershipsWithTheNamesOfTheirTopic() throws Exception {
        JsonNode answer = client.get("/v1/customers/c1/memberships").json();

        assertThat(fields(answer)).containsExactly("customerId", "updatedAt", "sequence", "memberships", "staleness");
        JsonNode buyer = answer.get("memberships").get(0);
        assertThat(fields(buyer)).containsExactly("segmentId", "segmentVersion", "since", "exitExpectedAt", "arm");
        assertThat(buyer.get("segmentId").asText()).isEqualTo("buyer");
        assertThat(buyer.get("since").asLong()).isEqualTo(NOW - 30_000);
        assertThat(answer.get("memberships").get(1).get("exitExpectedAt").asLong())
                .isEqualTo(NOW - 60_000 + 1 + Duration.ofDays(30).toMillis());
        assertThat(answer.get("sequence").asLong()).isEqualTo(2);
        assertThat(answer.get("updatedAt").asLong()).isEqualTo(NOW - 30_000);
        assertThat(answer.get("staleness").isNull()).isTrue();
    }

    @Test
    void shouldTellProfileAndLifeMeasures() throws Exception {
        JsonNode answer = client.get("/v1/customers/c1").json();

        assertThat(answer.get("profile").get("attributes").get("country").asText())
                .isEqualTo("AT");
        assertThat(answer.get("life").get("purchase").get("count").asLong()).isEqualTo(1);
        assertThat(new BigDecimal(answer.get("life").get("purchase").get("sum").asText()))
                .isEqualByComparingTo("12.5");
        assertThat(answer.get("life").get("page_view").get("first").asLong()).isEqualTo(NOW - 60_000 + 1);
        assertThat(answer.get("exact").asBoolean()).isTrue();
    }

    @Test
    void shouldFindACustomerWhoseIdHasToBeEscaped() throws Exception {
        Answer answer = client.get("/v1/customers/a%2Fb%20%C3%BC/memberships");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("customerId").asText()).isEqualTo("a/b ü");
    }

    @Test
    void shouldTellMembershipsAsOfAPastInstant() throws Exception {
        JsonNode between =
                client.get("/v1/customers/c1/memberships?at=" + (NOW - 30_001)).json();
        JsonNode then = client.get("/v1/customers/c1/memberships?at=" + java.time.Instant.ofEpochMilli(NOW - 30_000))
                .json();

        assertThat(fields(between)).containsExactly("customerId", "at", "memberships", "staleness");
        assertThat(between.get("at").asLong()).isEqualTo(NOW - 30_001);
        assertThat(between.get("memberships").findValuesAsText("segmentId")).containsExactly("looker");
        assertThat(then.get("memberships").findValuesAsText("segmentId")).containsExactly("buyer", "looker");
        assertThat(then.get("memberships").findValuesAsText("since"))
                .containsExactly(String.valueOf(NOW - 30_000), String.valueOf(NOW - 60_000 + 1));
        assertThat(then.get("staleness").isNull()).isTrue();
    }

    @Test
    void shouldExplainWhyACustomerIsInASegment() throws Exception {
        JsonNode answer = client.get("/v1/customers/c1/explain/looker").json();

        assertThat(answer.get("member").asBoolean()).isTrue();
        assertThat(answer.get("since").asLong()).isEqualTo(NOW - 60_000 + 1);
        assertThat(answer.get("segmentName").asText()).isEqualTo("Looker");
        assertThat(answer.get("exitExpectedAt").asLong())
                .isEqualTo(NOW - 60_000 + 1 + Duration.ofDays(30).toMillis());
        JsonNode reading = answer.get("enter").get("readings").get(0);
        assertThat(reading.get("value").asInt()).isEqualTo(1);
        assertThat(reading.get("newest").get(0).get("occurredAt").asLong()).isEqualTo(NOW - 60_000 + 1);
        assertThat(answer.get("enter").get("threshold").get("value").asInt()).isEqualTo(1);
        assertThat(answer.get("words").asText()).isNotBlank();
        assertThat(answer.get("staleness").isNull()).isTrue();
    }

    @Test
    void shouldExplainWhatACustomerLacksForASegment() throws Exception {
        JsonNode answer = client.get("/v1/customers/c2/explain/buyer").json();

        assertThat(answer.get("member").asBoolean()).isFalse();
        assertThat(answer.get("since").isNull()).isTrue();
        assertThat(answer.get("enter").get("missing").get("words").asText()).isEqualTo("1 more purchase");
        assertThat(answer.get("toEnter").asText()).contains("1 more purchase");
    }

    @Test
    void shouldPageThroughATimeline() throws Exception {
        JsonNode first = client.get("/v1/customers/c1/timeline?limit=1").json();
        JsonNode second = client.get("/v1/customers/c1/timeline?limit=1&before="
                        + first.get("before").asLong())
                .json();

        assertThat(first.get("entries").get(0).get("type").asText()).isEqualTo("purchase");
        assertThat(first.get("entries").get(0).get("properties").get("amount").asText())
                .isEqualTo("12.5000");
        assertThat(second.get("entries").get(0).get("type").asText()).isEqualTo("page_view");
        assertThat(second.get("before").isNull()).isTrue();
    }

    @Test
    void shouldPageThroughMembersAndFindEachOnce() throws Exception {
        List<String> found = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page =
                    client.get("/v1/segments/looker/members?limit=7" + cursor).json();
            page.get("members")
                    .forEach(member -> found.add(member.get("customerId").asText()));
            cursor = page.get("cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("cursor").asText();
            pages++;
        } while (cursor != null);

        assertThat(found).doesNotHaveDuplicates().hasSize(51).contains("c0", "c49", "a/b ü");
        assertThat(pages).isGreaterThanOrEqualTo(8);
    }

    @Test
    void shouldTellOverlapAndWhatMayBeWrong() throws Exception {
        JsonNode set = client.get("/v1/overlap").json();

        assertThat(set.get("customers").asLong()).isGreaterThanOrEqualTo(51);
        assertThat(set.get("overlaps").findValuesAsText("first")).contains("buyer");
        JsonNode pair = set.get("overlaps").get(0);
        assertThat(pair.get("first").asText() + " " + pair.get("second").asText())
                .isEqualTo("buyer looker");
        assertThat(pair.get("size").asLong()).isEqualTo(1);
        assertThat(finding(set, "nobody")).containsExactly("EMPTY");
        assertThat(finding(set, "looker")).contains("NEARLY_EVERYONE");
    }

    @Test
    void shouldShowHowFarDefinitionsWereApplied() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> client.get("/v1/backfill").json().get("complete").asBoolean());

        JsonNode backfill = client.get("/v1/backfill").json();

        assertThat(backfill.get("done")).isEqualTo(backfill.get("customers"));
        assertThat(backfill.get("partitions")).hasSize(TestCluster.PARTITIONS);
    }

    @Test
    void shouldPublishChangeRollBackAndRetireASegment() throws Exception {
        Answer created = client.put("/v1/segments/keen?author=ada", "application/yaml", KEEN);
        String tag = created.header("ETag");
        Answer changed = client.put("/v1/segments/keen?comment=more", "application/json", """
                {"id": "keen", "name": "Keen", "enter": "events(\\"visit\\").within(days(30)).count() >= 2"}""", "If-Match", tag);
        Answer stale = client.put("/v1/segments/keen", "application/yaml", KEEN, "If-Match", tag);
        Answer blind = client.put("/v1/segments/keen", "application/yaml", KEEN);
        Answer twice = client.put("/v1/segments/keen", "application/yaml", KEEN, "If-None-Match", "*");
        Answer back = client.call("/v1/segments/keen/rollback?version=1", r -> r.POST(BodyPublishers.noBody()));
        JsonNode versions = client.get("/v1/segments/keen/versions").json().get("versions");
        Answer now = client.get("/v1/segments/keen");
        await().atMost(PATIENCE).until(() -> size("keen") == 2);
        Answer retired = client.call("/v1/segments/keen", r -> r.DELETE());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("version").asInt()).isEqualTo(1);
        assertThat(created.json().get("author").asText()).isEqualTo("ada");
        assertThat(changed.status()).as("%s", changed.json()).isEqualTo(200);
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(blind.status()).isEqualTo(428);
        assertThat(twice.status()).isEqualTo(412);
        assertThat(back.json().get("version").asInt()).isEqualTo(3);
        assertThat(now.json().get("enter").asText()).endsWith(">= 1");
        assertThat(now.header("ETag")).isEqualTo(back.header("ETag"));
        assertThat(versions.findValuesAsText("version")).containsExactly("3", "2", "1");
        assertThat(versions.get(1).get("diff").toString()).contains("-    enter: ", "+    enter: ");
        assertThat(versions.get(1).get("comment").asText()).isEqualTo("more");
        assertThat(retired.status()).isEqualTo(204);
        assertThat(client.get("/v1/segments/keen").status()).isEqualTo(404);
    }

    @Test
    void shouldForgetACustomerAndProveIt() throws Exception {
        Answer accepted = client.call("/v1/customers/c40", r -> r.DELETE());
        String proof = accepted.header("Location");
        await().atMost(PATIENCE)
                .until(() -> client.get(proof).json().get("forgotten").asBoolean());

        JsonNode proven = client.get(proof).json();
        cluster.send(click("c40", "page_view", NOW));
        cluster.flush();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().get("proof").asText()).isEqualTo(proof);
        assertThat(proven.get("processed").asBoolean()).isTrue();
        assertThat(proven.get("traces").elements()).toIterable().allMatch(count -> count.asInt() == 0);
        await().atMost(PATIENCE).until(() -> size("looker") == 51);
        assertThat(client.get(proof).json().get("forgotten").asBoolean()).isFalse();
    }

    @Test
    void shouldTellChangesAsTheyComeAndThoseMissed() throws Exception {
        String last;
        try (EventStream events = EventStream.open(client.uri("/v1/changes?segment=visitor"), null)) {
            events.awaitId();
            for (int i = 0; i < 3; i++) {
                cluster.send(click("s" + i, "tour", NOW));
            }
            cluster.flush();
            await().atMost(PATIENCE).until(() -> events.changes().size() == 3);
            last = events.changes().get(0).id();
        }
        JsonNode change;
        try (EventStream resumed = EventStream.open(client.uri("/v1/changes?segment=visitor"), last)) {
            await().atMost(PATIENCE).until(() -> resumed.changes().size() == 2);
            change = resumed.changes().get(1).json();
        }
        try (EventStream one = EventStream.open(client.uri("/v1/changes?customer=s1"), last(cluster))) {
            await().atMost(PATIENCE).until(() -> one.changes().size() == 1);

            assertThat(one.changes().get(0).json().get("customerId").asText()).isEqualTo("s1");
        }

        List<String> told = new ArrayList<>(dev.segue.avro.SegmentChange.getClassSchema().getFields().stream()
                .map(org.apache.avro.Schema.Field::name)
                .toList());
        told.add("words");
        assertThat(fields(change)).containsExactlyElementsOf(told);
        assertThat(change.get("words").asText()).isEqualTo("1 tour event, at least 1 is needed");
        assertThat(change.get("segmentId").asText()).isEqualTo("visitor");
        assertThat(change.get("type").asText()).isEqualTo("ENTERED");
    }

    @Test
    void shouldTellTheNewestChangesFirstAndGoOnFromThere() throws Exception {
        for (int i = 0; i < 4; i++) {
            cluster.send(click("r" + i, "tour", NOW));
        }
        cluster.flush();
        try (EventStream all = EventStream.open(client.uri("/v1/changes?segment=visitor"), last(cluster))) {
            await().atMost(PATIENCE)
                    .until(() -> all.changes().stream()
                                    .filter(one -> one.json()
                                            .get("customerId")
                                            .asText()
                                            .startsWith("r"))
                                    .count()
                            == 4);
        }
        String last;
        try (EventStream events =
                EventStream.open(client.uri("/v1/changes?segment=visitor&reason=EVENT&recent=3"), null)) {
            events.awaitId();
            await().atMost(PATIENCE).until(() -> events.changes().size() >= 3);
            cluster.send(click("r9", "tour", NOW));
            cluster.flush();
            await().atMost(PATIENCE).until(() -> events.changes().size() == 4);

            List<String> customers = events.changes().stream()
                    .map(one -> one.json().get("customerId").asText())
                    .toList();
            assertThat(customers.subList(0, 3)).doesNotHaveDuplicates().isSubsetOf("r0", "r1", "r2", "r3");
            assertThat(customers.get(3)).isEqualTo("r9");
            last = events.changes().get(0).id();
        }
        try (EventStream resumed = EventStream.open(client.uri("/v1/changes?segment=visitor&recent=1"), last)) {
            await().atMost(PATIENCE).until(() -> resumed.changes().size() == 3);
        }
        try (EventStream other =
                EventStream.open(client.uri("/v1/changes?segment=visitor&reason=TIME&recent=500"), null)) {
            other.awaitId();
            assertThat(other.changes()).isEmpty();
        }
    }

    /** The position before any change. */
    private static String last(TestCluster cluster) {
        return dev.segue.query.live.Positions.beginning(TestCluster.PARTITIONS);
    }

    private record Bad(String what, int status, String detail, Call call) {}

    private interface Call {
        Answer make() throws Exception;
    }

    private static Bad bad(String what, int status, String detail, Call call) {
        return new Bad(what, status, detail, call);
    }

    @TestFactory
    List<DynamicTest> shouldAnswerBadInputWithOneClearProblem() {
        String yaml = "application/yaml";
        String badRule = "id: bad\nname: Bad\nenter: events(\"x\").cuont() > 1\nexit: nonsense(\n";
        return List.of(
                        bad("unknown customer", 404, "no such customer", () -> client.get("/v1/customers/nobody-here")),
                        bad("unknown segment", 404, "no such segment", () -> client.get("/v1/segments/none")),
                        bad(
                                "unknown customer explained",
                                404,
                                "no such customer",
                                () -> client.get("/v1/customers/nobody-here/explain/looker")),
                        bad(
                                "unknown segment explained",
                                404,
                                "no such segment",
                                () -> client.get("/v1/customers/c1/explain/none")),
                        bad(
                                "bad past instant",
                                400,
                                "ISO-8601",
                                () -> client.get("/v1/customers/c1/memberships?at=yesterday")),
                        bad(
                                "instant before the retention",
                                400,
                                "memberships are known from ",
                                () -> client.get("/v1/customers/c1/memberships?at=1970-01-02T00:00:00Z")),
                        bad(
                                "instant to come",
                                400,
                                "ask for an instant between the two",
                                () -> client.get("/v1/customers/c1/memberships?at=2200-01-01T00:00:00Z")),
                        bad("nothing there", 404, "openapi.json", () -> client.get("/v1/nothing")),
                        bad("bad cursor", 400, "cursor", () -> client.get("/v1/segments/looker/members?cursor=xyz")),
                        bad(
                                "cursor of another segment",
                                400,
                                "cursor",
                                () -> client.get(
                                        "/v1/segments/looker/members?cursor=" + new Cursor("buyer", "", 1, "c"))),
                        bad(
                                "cursor of another search",
                                400,
                                "cursor",
                                () -> client.get("/v1/segments/looker/members?prefix=c&cursor="
                                        + new Cursor("looker", "d", 1, "d"))),
                        bad("bad instant", 400, "ISO-8601", () -> client.get("/v1/customers/c1/timeline?before=noon")),
                        bad("bad limit", 400, "from 1 to 1000", () -> client.get("/v1/customers/c1/timeline?limit=0")),
                        bad("limit of words", 400, "limit", () -> client.get("/v1/segments/looker/members?limit=all")),
                        bad(
                                "unknown parameter",
                                400,
                                "there are: limit, prefix, cursor",
                                () -> client.get("/v1/segments/looker/members?curser=x")),
                        bad(
                                "bad event id",
                                400,
                                "Last-Event-ID",
                                () -> client.call("/v1/changes", r -> r.header("Last-Event-ID", "!"))),
                        bad("reason of no change", 400, "TIME, PROFILE", () -> client.get("/v1/changes?reason=whim")),
                        bad("too many recent", 400, "from 1 to 500", () -> client.get("/v1/changes?recent=501")),
                        bad(
                                "history of no segment",
                                404,
                                "segment",
                                () -> client.get("/v1/history?segment=looker,none")),
                        bad("history too long", 400, "from 1 to 48", () -> client.get("/v1/history?hours=49")),
                        bad(
                                "bad ETag",
                                400,
                                "quotation marks",
                                () -> client.put("/v1/segments/looker", yaml, KEEN, "If-Match", "3")),
                        bad(
                                "wrong method",
                                405,
                                "",
                                () -> client.call("/v1/overlap", r -> r.POST(BodyPublishers.noBody()))),
                        bad(
                                "other media type",
                                406,
                                "application/json",
                                () -> client.call("/v1/overlap", r -> r.header("Accept", "text/html"))),
                        bad(
                                "stale version",
                                412,
                                "version",
                                () -> client.put("/v1/segments/looker", yaml, named("looker"), "If-Match", "\"9-x\"")),
                        bad(
                                "long body",
                                413,
                                "262144",
                                () -> client.put("/v1/segments/long", yaml, "#".repeat(300_000))),
                        bad(
                                "long body in chunks",
                                413,
                                "262144",
                                () -> client.call(
                                        "/v1/segments/long",
                                        r -> r.header("Content-Type", yaml)
                                                .PUT(BodyPublishers.fromPublisher(
                                                        BodyPublishers.ofString("#".repeat(300_000)))))),
                        bad("long address", 414, "4096", () -> client.get("/v1/customers/" + "x".repeat(5_000))),
                        bad("very long address", 414, "", () -> client.get("/v1/customers/" + "x".repeat(20_000))),
                        bad(
                                "no media type",
                                415,
                                "application/yaml",
                                () -> client.put("/v1/segments/keen", null, KEEN)),
                        bad(
                                "form",
                                415,
                                "application/yaml",
                                () -> client.put("/v1/segments/keen", "application/x-www-form-urlencoded", KEEN)),
                        bad("invalid rules", 422, "2 problems", () -> client.put("/v1/segments/bad", yaml, badRule)),
                        bad("other segment", 422, "of no other", () -> client.put("/v1/segments/other", yaml, KEEN)),
                        bad(
                                "needed segment",
                                428,
                                "If-Match",
                                () -> client.put("/v1/segments/looker", yaml, named("looker"))))
                .stream()
                .map(one -> DynamicTest.dynamicTest(one.what(), () -> {
                    Answer answer = one.call().make();

                    assertThat(answer.status())
                            .as(new String(answer.response().body()))
                            .isEqualTo(one.status());
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(answer.json().get("status").asInt()).isEqualTo(one.status());
                    assertThat(answer.json().get("title").asText()).isNotBlank();
                    assertThat(answer.json().get("type").asText()).startsWith("urn:segue:problem:");
                    assertThat(answer.json().get("detail").asText()).contains(one.detail());
                }))
                .toList();
    }

    @Test
    void shouldTellEveryProblemOfADefinitionAndWhereItIs() throws Exception {
        JsonNode problem = client.put(
                        "/v1/segments/bad",
                        "application/yaml",
                        "id: bad\nname: Bad\nenter: events(\"x\").cuont() > 1\nexit: inSegment(\"nowhere\")\n")
                .json();

        assertThat(problem.get("problems").findValuesAsText("line")).containsExactly("3", "4");
        assertThat(problem.get("problems").get(0).get("column").asInt()).isEqualTo(20);
        assertThat(problem.get("problems").get(0).get("sourceLine").asText()).startsWith("enter: ");
        assertThat(problem.get("problems").get(1).get("message").asText()).contains("nowhere");
    }

    @Test
    void shouldSayWhichMethodsThereAre() throws Exception {
        Answer answer = client.call("/v1/segments/looker", r -> r.POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, PUT");
    }

    @Test
    void shouldCompressLongAnswersForThoseWhoAcceptIt() throws Exception {
        Answer answer = client.call("/v1/segments/looker/members", r -> r.header("Accept-Encoding", "gzip"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.call("/openapi.json", r -> r.header("Accept-Encoding", "gzip"))
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @Test
    void shouldDescribeTheShapesThatItAnswers() throws Exception {
        JsonNode api = client.get("/openapi.json").json();
        Shapes shapes = new Shapes(api);

        shapes.check("/v1/customers/{customer}", client.get("/v1/customers/c1"));
        shapes.check("/v1/customers/{customer}/memberships", client.get("/v1/customers/c1/memberships"));
        shapes.check("/v1/customers/{customer}/memberships", client.get("/v1/customers/c1/memberships?at=" + NOW));
        shapes.check("/v1/customers/{customer}/memberships", client.get("/v1/customers/c1/memberships?at=0"));
        for (String explained :
                List.of("c1/explain/looker", "c1/explain/nobody", "c2/explain/buyer", "c2/explain/none")) {
            String path = "/v1/customers/" + explained;
            shapes.check("/v1/customers/{customer}/explain/{segment}", client.get(path));
        }
        shapes.check("/v1/customers/{customer}/timeline", client.get("/v1/customers/c1/timeline"));
        shapes.check("/v1/segments", client.get("/v1/segments"));
        shapes.check("/v1/segments/{segment}", client.get("/v1/segments/looker"));
        shapes.check("/v1/segments/{segment}/versions", client.get("/v1/segments/looker/versions"));
        shapes.check("/v1/segments/{segment}/members", client.get("/v1/segments/looker/members"));
        shapes.check("/v1/customers", client.get("/v1/customers?prefix=c"));
        shapes.check("/v1/overlap", client.get("/v1/overlap"));
        shapes.check("/v1/history", client.get("/v1/history?segment=looker,buyer&hours=2&points=3"));
        shapes.check("/v1/vocabulary", client.get("/v1/vocabulary"));
        shapes.check("/v1/status", client.get("/v1/status"));
        shapes.check("/v1/backfill", client.get("/v1/backfill"));
        shapes.check("/readyz", client.get("/readyz"));
        shapes.check("/v1/customers/{customer}", client.get("/v1/customers/nobody-here"));
    }

    @Test
    void shouldDescribeEveryCall() throws Exception {
        JsonNode paths = client.get("/openapi.json").json().get("paths");
        List<String> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> calls.add(method + " " + path.getKey()));
        }

        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "get /v1/customers",
                        "get /v1/customers/{customer}",
                        "delete /v1/customers/{customer}",
                        "get /v1/customers/{customer}/memberships",
                        "get /v1/customers/{customer}/explain/{segment}",
                        "get /v1/customers/{customer}/timeline",
                        "get /v1/customers/{customer}/forgotten",
                        "get /v1/segments",
                        "get /v1/segments/{segment}",
                        "put /v1/segments/{segment}",
                        "delete /v1/segments/{segment}",
                        "get /v1/segments/{segment}/versions",
                        "get /v1/segments/{segment}/members",
                        "post /v1/segments/{segment}/rollback",
                        "post /v1/segments/check",
                        "post /v1/segments/preview",
                        "get /v1/previews/{preview}",
                        "delete /v1/previews/{preview}",
                        "get /v1/access",
                        "get /v1/overlap",
                        "get /v1/history",
                        "get /v1/backfill",
                        "get /v1/changes",
                        "get /v1/status",
                        "get /v1/vocabulary",
                        "get /healthz",
                        "get /readyz",
                        "get /metrics",
                        "get /openapi.json");
        for (String path : List.of("/v1/overlap", "/v1/segments", "/healthz", "/metrics")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    private static String named(String id) {
        return KEEN.replace("keen", id);
    }

    private static long size(String segment) throws Exception {
        return client.get("/v1/segments/" + segment).json().path("size").asLong();
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> finding(JsonNode set, String segment) {
        List<String> findings = new ArrayList<>();
        set.get("segments").forEach(one -> {
            if (one.get("segmentId").asText().equals(segment)) {
                one.get("findings").forEach(finding -> findings.add(finding.asText()));
            }
        });
        return findings;
    }
}
