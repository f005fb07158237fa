package dev.segue.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.access.Role;
import dev.segue.query.access.Unguarded;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of another site get from a service on the reader's machine that asks for no token. */
class ForeignPagesTest {

    @ParameterizedTest
    @CsvSource({
        "GET,  localhost:8080,   none,        200",
        "GET,  127.0.0.1:8080,   same-origin, 200",
        "GET,  [::1]:8080,       ,            200",
        "POST, LOCALHOST,        ,            200",
        "POST, localhost:8080,   same-origin, 200",
        "POST, localhost:8080,   cross-site,  403",
        "POST, localhost:8080,   same-site,   403",
        "GET,  evil.example,     same-origin, 403",
        "POST, evil.example,     same-origin, 403",
        "GET,  localhost.evil.example:8080,,  403",
        "GET,  127.0.0.1.evil.example,,       403",
    })
    void shouldAnswerOnlyWhatIsCalledByThisMachinesName(String method, String host, String site, int status)
            throws IOException {
        assertThat(status(new Unguarded(false), method, host, site)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  segue.example,  ,            200",
        "POST, segue.example,  same-origin, 200",
        "POST, segue.example,  cross-site,  403",
    })
    void shouldAnswerByAnyNameWhereTheOperatorSaysSo(String method, String host, String site, int status)
            throws IOException {
        assertThat(status(new Unguarded(true), method, host, site)).isEqualTo(status);
    }

    private static int status(Unguarded access, String method, String host, String site) throws IOException {
        try (ApiServer server = new ApiServer(
                        Listener.plain("127.0.0.1", 0, 8),
                        new Guard(access, Optional.empty()),
                        AuditLog.unrecognisable(),
                        List.of(() -> List.of(
                                Route.get("/thing", "Sees it").needs(Role.READ).by(exchange -> exchange.answer(1)),
                                Route.of(HandlerType.POST, "/thing", "Changes it")
                                        .needs(Role.AUTHOR)
                                        .by(exchange -> exchange.answer(1)))),
                        List.of(),
                        Metrics.disabled());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            String said = site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n";
            out.write((method + " /thing HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n"
                            + said + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }
}
