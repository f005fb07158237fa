package dev.segue.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private boolean live = true;
    private boolean ready = true;
    private String problem;

    private final ApiServer server = new ApiServer(
            Listener.plain("127.0.0.1", 0, 8),
            Guard.unguarded(),
            AuditLog.unrecognisable(),
            List.of(new HealthRoutes(
                    new Health() {
                        @Override
                        public boolean isLive() {
                            return live;
                        }

                        @Override
                        public boolean isReady() {
                            return ready;
                        }

                        @Override
                        public Optional<String> problem() {
                            return Optional.ofNullable(problem);
                        }
                    },
                    () -> "segue_tasks 4\n")),
            List.of(),
            Metrics.disabled());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldBeLiveAndReady() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(json("/readyz")).isEqualTo(Map.of("status", "ok"));
    }

    @Test
    void shouldBeLiveButNotReadyWhileItDoesNotWork() throws Exception {
        ready = false;

        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(json("/readyz")).isEqualTo(Map.of("status", "unavailable"));
    }

    @Test
    void shouldNotBeLiveWhenOnlyARestartHelps() throws Exception {
        live = false;

        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(json("/healthz")).isEqualTo(Map.of("status", "unavailable"));
    }

    @Test
    void shouldShowAProblemThoughItWorks() throws Exception {
        problem = "big-spender: \"enter\" is no rule";

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(json("/readyz")).isEqualTo(Map.of("status", "ok", "problem", problem));
        assertThat(json("/healthz")).containsEntry("problem", problem);
    }

    @Test
    void shouldGiveTheNumbersAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).isEqualTo("segue_tasks 4\n");
    }

    private Map<String, String> json(String path) throws Exception {
        return JSON.readValue(get(path).body(), new TypeReference<>() {});
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
