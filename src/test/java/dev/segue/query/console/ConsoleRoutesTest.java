package dev.segue.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cluster.Client;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the console comes to a browser. */
class ConsoleRoutesTest {

    private static final Pattern ADDRESS = Pattern.compile("\"(?:\\./)?(console/[^\"]+)\"");

    private final ApiServer server = new ApiServer(
            Listener.plain("127.0.0.1", 0, 8),
            Guard.unguarded(),
            AuditLog.unrecognisable(),
            List.of(),
            List.of(new ConsoleRoutes()),
            Metrics.disabled());
    private final Client client = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldServeAllThatThePageNames() throws Exception {
        String page = text(client.get("/"));

        List<String> addresses =
                ADDRESS.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(addresses).hasSizeGreaterThan(20).contains("console/app.js");
        for (String address : addresses) {
            assertThat(client.get("/" + address).status()).as(address).isEqualTo(200);
        }
    }

    @Test
    void shouldLetThePageLoadAndRunOnlyWhatComesFromHere() throws Exception {
        Client.Answer page = client.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .containsPattern("script-src 'self' 'sha256-[^']+'(;|$)")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void shouldSendAgainOnlyWhatIsNotKnown() throws Exception {
        Client.Answer first = client.get("/console/app.js");

        Client.Answer again =
                client.call("/console/app.js", request -> request.header("If-None-Match", first.header("ETag")));

        assertThat(first.header("Content-Type")).startsWith("text/javascript");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
    }

    @Test
    void shouldLetLibrariesBeKeptUnderTheirVersions() throws Exception {
        Library preact = Library.MODULES.get(0);

        Client.Answer answer = client.get("/console/" + preact.path());

        assertThat(preact.path()).matches("lib/\\d+\\.\\d+\\.\\d+/preact\\.js");
        assertThat(answer.header("Cache-Control")).contains("immutable");
    }

    @Test
    void shouldCompress() throws Exception {
        Client.Answer answer =
                client.call("/console/lib/" + uplot(), request -> request.header("Accept-Encoding", "gzip"));

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.header("Vary")).contains("Accept-Encoding");
        assertThat(answer.response().body().length).isLessThan(80_000);
    }

    @Test
    void shouldServeNothingElseOfTheClassPath() throws Exception {
        for (String other : List.of(
                "ConsoleRoutes.class",
                "index.html",
                "../http/ApiServer.class",
                "%2e%2e/http/ApiServer.class",
                "..%2fhttp%2fApiServer.class",
                "/logback.xml",
                "lib/0.0.0/preact.js",
                "nothing.js")) {
            assertThat(client.get("/console/" + other).status()).as(other).isIn(400, 404);
        }
    }

    @Test
    void shouldAnswerToHead() throws Exception {
        Client.Answer answer = client.call("/", request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEmpty();
    }

    private static String uplot() {
        return Library.MODULES.stream()
                .filter(library -> library.name().equals("uplot"))
                .findFirst()
                .orElseThrow()
                .path()
                .substring("lib/".length());
    }

    private static String text(Client.Answer answer) {
        return new String(answer.response().body(), StandardCharsets.UTF_8);
    }
}
