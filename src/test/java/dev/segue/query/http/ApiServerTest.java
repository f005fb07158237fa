package dev.segue.query.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees on the wire, whose connection must not be cut off before the answer is read. */
class ApiServerTest {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final ApiServer server = new ApiServer(
            Listener.plain("127.0.0.1", 0, 8),
            Guard.unguarded(),
            AuditLog.unrecognisable(),
            List.of(() -> List.of(
                    Route.get("/files/<file>", "A file").anyone().by(exchange -> exchange.answer(1)),
                    Route.of(HandlerType.PUT, "/thing", "Puts it")
                            .anyone()
                            .takes("text/plain")
                            .by(exchange -> exchange.answer(exchange.body().length)))),
            List.of(),
            Metrics.disabled());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswerThoughTheBodyIsStillBeingSent() throws Exception {
        int length = 3 * Exchange.MOST_BYTES;

        String answer = ask("PUT /thing HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: " + length
                + "\r\n\r\n" + "#".repeat(length) + "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("HTTP/1.1 404 ");
    }

    @Test
    void shouldSayThatTheConnectionEndsWhereItDoes() throws Exception {
        String answer = ask("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414 ").contains("\r\nConnection: close\r\n");
    }

    @Test
    void shouldSayWhichMethodsAnAddressHas() throws Exception {
        String thing = ask("GET /thing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        String file = ask("DELETE /files/a/b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(thing).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: PUT\r\n");
        assertThat(file).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: GET\r\n");
    }

    /** Everything that comes back until the server ends the connection. */
    private String ask(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
