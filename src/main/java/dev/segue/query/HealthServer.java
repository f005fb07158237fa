package dev.segue.query;

import io.javalin.Javalin;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class HealthServer implements AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** How the service is. */
    public interface Health {

        /** False when only a restart can help. */
        boolean isLive();

        /** Whether it does its work now. */
        boolean isReady();

        /** Something that an operator should look at though the service works. */
        Optional<String> problem();
    }

    private final Javalin server;

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @param metrics all numbers in Prometheus's text format
     */
    public HealthServer(String host, int port, Health health, Supplier<String> metrics) {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/healthz", request -> {
                request.status(health.isLive() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
                request.json(answer(health.isLive(), health));
            });
            config.routes.get("/readyz", request -> {
                request.status(health.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
                request.json(answer(health.isReady(), health));
            });
            config.routes.get(
                    "/metrics", request -> request.contentType(PROMETHEUS_TEXT).result(metrics.get()));
        });
        server.start(host, port);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Map<String, Object> answer(boolean ok, Health health) {
        String status = ok ? "ok" : "unavailable";
        return health.problem()
                .<Map<String, Object>>map(problem -> Map.of("status", status, "problem", problem))
                .orElse(Map.of("status", status));
    }
}
