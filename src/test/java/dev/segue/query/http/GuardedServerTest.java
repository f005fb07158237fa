package dev.segue.query.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.access.Issuer;
import dev.segue.query.access.PeerSecret;
import dev.segue.query.access.Role;
import dev.segue.query.access.Tokens;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the wire from a server that asks for tokens, however oddly it is asked. */
class GuardedServerTest {

    private static final String TREASURE = "treasure";
    private static final int TIMEOUT_MILLIS = 20_000;

    @TempDir
    private static Path folder;

    private static Issuer issuer;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        Path secret = Files.writeString(folder.resolve("secret"), "x".repeat(40));
        Tokens tokens = new Tokens(Settings.of(
                        Map.of("segue.access.issuer", issuer.url(), "segue.access.audience", Issuer.AUDIENCE),
                        List.of())
                .http()
                .access());
        server = new ApiServer(
                Listener.plain("127.0.0.1", 0, 8),
                new Guard(tokens, Optional.of(PeerSecret.read(secret))),
                AuditLog.unrecognisable(),
                List.of(() -> List.of(
                        Route.get("/v1/things", "All").needs(Role.READ).by(exchange -> exchange.answer(TREASURE)),
                        Route.get("/v1/things/{thing}", "One")
                                .needs(Role.READ)
                                .by(exchange -> exchange.answer(TREASURE)),
                        Route.of(HandlerType.PUT, "/v1/things/{thing}", "Change")
                                .needs(Role.AUTHOR)
                                .takes("text/plain")
                                .by(exchange -> exchange.answer(TREASURE)))),
                List.of(),
                Metrics.disabled());
    }

    @AfterAll
    static void close() {
        server.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/things",
                "//v1/things",
                "/v1//things",
                "/v1/things/",
                "/v1/things;a=b",
                "/v1;a=b/things",
                "/v1/things/x;/../../things",
                "/V1/THINGS",
                "/v1/./things",
                "/v1/x/../things",
                "/openapi.json/../v1/things",
                "/openapi.json/..;/v1/things",
                "/%76%31/things",
                "/v1%2fthings",
                "/v1/things%2f",
                "/v1/things%00",
                "/%2e%2e/v1/things",
                "/v1/things/..%2fthings",
                "/v1\\things",
                "/v1/things?access_token=x",
                "http://127.0.0.1/v1/things",
            })
    void shouldNotAnswerWithoutATokenHoweverTheAddressIsWritten(String address) throws IOException {
        String answer = ask("GET " + address + " HTTP/1.1", "Connection: close");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain(TREASURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "POST", "PATCH", "PUT", "DELETE", "get", "PROPFIND"})
    void shouldNotAnswerWithoutATokenByAnotherMethod(String method) throws IOException {
        for (String address : List.of("/v1/things", "/v1/things/x")) {
            String answer = ask(
                    method + " " + address + " HTTP/1.1",
                    "Content-Type: text/plain",
                    "Content-Length: 0",
                    "Connection: close");

            assertThat(answer).doesNotContain(TREASURE).doesNotContain("Content-Length: 10");
            assertThat(answer).doesNotStartWith("HTTP/1.1 5");
        }
    }

    @Test
    void shouldAnswerWithAToken() throws IOException {
        String answer = ask("GET /v1/things HTTP/1.1", bearer("read"), "Connection: close");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains(TREASURE)
                .contains("\r\nCache-Control: no-store\r\n")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nReferrer-Policy: no-referrer\r\n");
    }

    @Test
    void shouldNotLetAnotherSiteReadIt() throws IOException {
        String answer = ask("GET /v1/things HTTP/1.1", bearer("read"), "Origin: https://evil", "Connection: close");

        assertThat(answer).doesNotContain("Access-Control-Allow");
    }

    @Test
    void shouldGoByTheFirstOfTwoTokensOrByNone() throws IOException {
        String answer = ask("GET /v1/things HTTP/1.1", "Authorization: Bearer x", bearer("read"), "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(TREASURE);
    }

    @Test
    void shouldRefuseATokenThatIsTooLong() throws IOException {
        String answer =
                ask("GET /v1/things HTTP/1.1", "Authorization: Bearer " + "x".repeat(20_000), "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
    }

    @Test
    void shouldNotGiveBackWhatTheTokenSays() throws IOException {
        String answer = ask(
                "GET /v1/things HTTP/1.1",
                "Authorization: Bearer " + issuer.token(claims -> claims.issuer("\"\r\nSet-Cookie: a=b")),
                "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("Set-Cookie");
    }

    @Test
    void shouldCheckTheCallerBeforeWhatTheySend() throws IOException {
        String unknown = ask("PUT /v1/things/x?a=b HTTP/1.1", "Content-Length: 0", "Connection: close");
        String reader = ask("PUT /v1/things/x?a=b HTTP/1.1", bearer("read"), "Content-Length: 0", "Connection: close");
        String author =
                ask("PUT /v1/things/x?a=b HTTP/1.1", bearer("author"), "Content-Length: 0", "Connection: close");

        assertThat(unknown).startsWith("HTTP/1.1 401 ");
        assertThat(reader).startsWith("HTTP/1.1 403 ");
        assertThat(author).startsWith("HTTP/1.1 400 ");
    }

    private static String bearer(String role) {
        return "Authorization: Bearer " + issuer.token("ada", role);
    }

    /** Everything that comes back until the server ends the connection. */
    private static String ask(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            String request = lines[0] + "\r\nHost: x\r\n"
                    + String.join("\r\n", List.of(lines).subList(1, lines.length)) + "\r\n\r\n";
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
