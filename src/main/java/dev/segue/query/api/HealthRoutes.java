package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.service.ServiceHealth;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** For probes and for Prometheus. */
final class HealthRoutes implements Routes {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final Supplier<String> metrics;

    HealthRoutes(Health health, Supplier<String> metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/healthz", "Whether it lives; if not, only a restart helps")
                        .anyone()
                        .answers(ServiceHealth.class)
                        .by(exchange -> answer(exchange, health.isLive())),
                Route.get("/readyz", "Whether it does its work now")
                        .anyone()
                        .answers(ServiceHealth.class)
                        .by(exchange -> answer(exchange, health.isReady())),
                Route.get("/metrics", "All numbers, as Prometheus reads them")
                        .needs(Role.OPERATE)
                        .answersAs("text/plain")
                        .by(exchange ->
                                exchange.context().contentType(PROMETHEUS_TEXT).result(metrics.get())));
    }

    private void answer(Exchange exchange, boolean ok) throws Exception {
        HttpStatus status = ok ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        // a problem may quote a definition
        boolean sees = exchange.caller().has(Role.OPERATE) || exchange.caller().has(Role.READ);
        String problem = sees ? health.problem().orElse(null) : null;
        exchange.answer(status.getCode(), new ServiceHealth(ok ? "ok" : "unavailable", problem));
    }
}
