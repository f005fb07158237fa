package dev.segue.fuzz;

import static dev.segue.cluster.TestCluster.click;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests put together from parts of good and of bad ones, on the wire of a whole instance. */
class AnyRequestsTest {

    private static final int REQUESTS = 1_500;
    private static final int TIMEOUT_MILLIS = 40_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final String ASK_AGAIN = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final long NOW = System.currentTimeMillis();

    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "FROB", "get");
    private static final List<String> PATHS = List.of(
            "/v1/customers/%s",
            "/v1/customers/%s/memberships",
            "/v1/customers/%s/timeline",
            "/v1/customers/%s/explain/%s",
            "/v1/customers/%s/forgotten",
            "/v1/segments",
            "/v1/segments/%s",
            "/v1/segments/%s/versions",
            "/v1/segments/%s/members",
            "/v1/segments/%s/rollback",
            "/v1/segments/preview",
            "/v1/segments/preview/%s",
            "/v1/previews/%s",
            "/v1/overlap",
            "/v1/backfill",
            "/internal/%s",
            "/openapi.json",
            "/healthz",
            "/readyz",
            "/metrics",
            "/",
            "*",
            "//",
            "/v1/../v1/segments",
            "/%s/%s");
    private static final List<String> NAMES = List.of(
            "c1",
            "looker",
            "x",
            "",
            "%20",
            "%00",
            "%2F",
            "%2e%2e",
            "%",
            "%zz",
            "%ff%fe",
            "\u00e9",
            "a;b=c",
            "a|b",
            "<script>",
            "c".repeat(300),
            "null",
            "-1",
            "..",
            "c1?x",
            "c1#x",
            "{id}");
    private static final List<String> PARAMETERS = List.of(
            "limit", "before", "cursor", "at", "wait", "days", "version", "author", "comment", "segment", "minimum",
            "x");
    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-1",
            "100000",
            "99999999999999999999",
            "1e9",
            "NaN",
            "",
            "%00",
            "%",
            "2024-05-01T00:00:00Z",
            "2024-99-01",
            "AAAA",
            "%2B",
            "looker",
            "9223372036854775807",
            "-9223372036854775808");
    private static final List<String> HEADERS = List.of(
            "Accept: application/json",
            "Accept: text/html",
            "Accept: ;;;,q=",
            "Accept: application/json;q=nan",
            "Content-Type: application/json",
            "Content-Type: application/yaml",
            "Content-Type: text/plain",
            "Content-Type: ;;",
            "Content-Type: application/json; charset=nonsense",
            "If-Match: \"1-abc\"",
            "If-Match: *",
            "If-Match: \"",
            "If-None-Match: *",
            "Accept-Encoding: gzip;q=0",
            "Last-Event-ID: 7",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Range: bytes=0-1",
            "Host: y",
            "Cookie: =;=;",
            "X-Long: " + "x".repeat(9_000),
            "X\u00e9: y",
            "NoColon",
            ": empty",
            "Upgrade: h2c",
            "Transfer-Encoding: gzip",
            "Authorization: Basic !!!",
            "Authorization: Bearer x");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "null",
            "[]",
            "\u0000",
            "id: looker\nname: L\nenter: events(\"page_view\").within(days(30)).count() >= 1\n",
            "{\"id\":\"fresh\",\"name\":\"F\",\"enter\":\"events('a').count() > 1\"}",
            "{\"id\":[],\"name\":{},\"enter\":1}",
            "segments:\n  - {id: a, name: A, enter: 'true'}\n",
            "&a [*a]",
            "a: &a [1]\nb: *a",
            "!!java.util.Date 1",
            "{\"a\":".repeat(2_000),
            "- ".repeat(3_000),
            "x".repeat(70_000));

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
                """);
        cluster.send(click("c1", "page_view", NOW - 60_000));
        cluster.flush();
        instance = RunningInstance.start(cluster, folder.resolve("state"), "live");
        client = instance.client();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() ->
                        client.get("/v1/segments/looker").json().path("size").asInt() == 1);
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        instance.close();
        cluster.close();
    }

    /**
     * Nothing fails, nothing hangs, and a connection that does not say that it ends answers what is asked next on it.
     */
    @Test
    void shouldAnswerAnyRequestAndKeepItsConnectionOrSaySo() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Random random = new Random(i);
            boolean framed = random.nextInt(5) > 0;
            String request = request(random, framed);

            String finding = judge(request, framed);

            if (finding != null) {
                wrong.add(i + ": " + finding + "\n" + request.substring(0, Math.min(300, request.length())));
            }
        }

        assertThat(wrong.stream().limit(5)).isEmpty();
        assertThat(client.get("/readyz").status()).isEqualTo(200);
    }

    /** What is wrong with what comes back; null for nothing. */
    private static String judge(String request, boolean framed) throws IOException {
        String answer;
        try {
            answer = ask(request + ASK_AGAIN);
        } catch (SocketTimeoutException e) {
            return "it hangs";
        }
        Matcher found = STATUS.matcher(answer);
        List<Integer> statuses = new ArrayList<>();
        while (found.find()) {
            int status = Integer.parseInt(found.group(1));
            if (status != 100) {
                statuses.add(status);
            }
        }
        if (statuses.isEmpty()) {
            return framed ? "there is no answer" : null;
        }
        if (statuses.contains(500)) {
            return "it failed: " + answer;
        }
        boolean ends = answer.toLowerCase(java.util.Locale.ROOT)
                .split("\r\n\r\n", 2)[0]
                .contains("connection: close");
        if (framed && !ends && statuses.size() < 2) {
            return "the connection ended unsaid: " + answer;
        }
        return null;
    }

    /** Everything that comes back until the server ends the connection. */
    private static String ask(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", client.uri("/").getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            // so that nobody waits for the rest of a body that is not to come
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** @param framed whether where it ends is beyond doubt */
    private static String request(Random random, boolean framed) {
        String method = one(METHODS, random);
        String body = method.equals("PUT") || method.equals("POST") || random.nextInt(8) == 0 ? body(random) : "";
        StringBuilder request = new StringBuilder();
        request.append(method).append(' ').append(path(random)).append(" HTTP/1.1\r\nHost: x\r\n");
        for (int n = random.nextInt(4); n > 0; n--) {
            String header = one(HEADERS, random);
            if (!framed || !header.startsWith("Transfer-Encoding")) {
                request.append(header).append("\r\n");
            }
        }
        if (framed) {
            return request.append(framing(body, random)).toString();
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                request.append("Content-Length: ")
                        .append(body.length() + 500)
                        .append("\r\n\r\n")
                        .append(body)
                        .toString();
            case 1 ->
                request.append("Content-Length: nonsense\r\n\r\n").append(body).toString();
            case 2 ->
                request.append("Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                        .append(body)
                        .toString();
            default -> changed(request.append("\r\n").toString(), random);
        };
    }

    private static String framing(String body, Random random) {
        if (body.isEmpty()) {
            return "\r\n";
        }
        return random.nextInt(3) == 0
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String path(Random random) {
        String path = one(PATHS, random);
        while (path.contains("%s")) {
            path = path.replaceFirst(
                    "%s", Matcher.quoteReplacement(one(NAMES, random).replace("%s", "")));
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            path += (path.contains("?") ? "&" : "?") + one(PARAMETERS, random) + "=" + one(VALUES, random);
        }
        return path;
    }

    private static String body(Random random) {
        String body = one(BODIES, random);
        return body.length() > 1 && random.nextInt(3) == 0 ? changed(body, random) : body;
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
        }
        return changed.toString();
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
