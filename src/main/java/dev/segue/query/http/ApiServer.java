package dev.segue.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.access.Permission;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: listens, serves routes, and answers whatever goes wrong with a problem. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private static final int MOST_URI = 4_096;

    private final ObjectMapper json;
    private final Guard guard;
    private final AuditLog audit;
    private final Metrics metrics;
    private final List<Route> routes = new ArrayList<>();
    private final ObjectNode description;
    private final Javalin server;

    /**
     * Starts to listen.
     *
     * @param guard stands before every route
     * @param audit is told of the calls of audited routes
     * @param internal routes that the description leaves out
     */
    public ApiServer(
            Listener listener,
            Guard guard,
            AuditLog audit,
            List<Routes> served,
            List<Routes> internal,
            Metrics metrics) {
        this.json = json();
        this.guard = guard;
        this.audit = audit;
        this.metrics = metrics;
        served.forEach(each -> routes.addAll(each.routes()));
        routes.add(Route.get("/openapi.json", "This description")
                .anyone()
                .answersAs(Route.JSON)
                .by(exchange -> exchange.answer(description())));
        description = OpenApi.of(routes);
        internal.forEach(each -> routes.addAll(each.routes()));
        server = Javalin.create(config -> {
            listener.configure(config, json);
            config.routes.before(ApiServer::prepare);
            routes.forEach(route -> config.routes.addHttpHandler(
                    route.method(), route.path(), context -> serve(route, exchange(context))));
            Failures.configure(config, routes, this::exchange);
        });
        server.start();
    }

    /** The JSON of all answers. */
    public static ObjectMapper json() {
        return new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    public int port() {
        return server.port();
    }

    public ObjectNode description() {
        return description;
    }

    /** All calls that it answers, those too that the description leaves out. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private Exchange exchange(Context context) {
        return new Exchange(context, json, guard.access());
    }

    private static void prepare(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        // an address may name a customer
        context.header("Referrer-Policy", "no-referrer");
        String query = context.queryString();
        if (context.req().getRequestURI().length() + (query == null ? 0 : query.length()) > MOST_URI) {
            throw new Refused(414, "The address is longer than " + MOST_URI + " characters.");
        }
    }

    private void serve(Route route, Exchange exchange) throws Exception {
        long begun = System.nanoTime();
        Context context = exchange.context();
        try {
            guard.check(route.permission(), exchange);
            if (!(route.permission() instanceof Permission.Anyone)) {
                context.header("Cache-Control", "no-store");
            }
            check(route, context);
            route.call().answer(exchange);
        } catch (Exception e) {
            Failures.answer(e, exchange);
        }
        if (route.audited() != null) {
            audit.tell(
                    route.audited(),
                    exchange.callerIfKnown(),
                    context.ip(),
                    context.pathParamMap(),
                    context.statusCode());
        }
        metrics.request(
                route.method().name(), route.path(), context.statusCode(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void check(Route route, Context context) {
        if (!MediaTypes.accepts(context.header("Accept"), route.mediaType())) {
            throw new Refused(406, "The answer is " + route.mediaType() + ", which Accept does not allow.");
        }
        for (String name : context.queryParamMap().keySet()) {
            if (!route.knowsQuery(name)) {
                String known = route.parameters().stream()
                        .filter(p -> p.in().equals("query"))
                        .map(Route.Parameter::name)
                        .collect(Collectors.joining(", "));
                throw new Refused(
                        400,
                        "There is no parameter \"" + name + "\" here; "
                                + (known.isEmpty() ? "there is none." : "there are: " + known + "."));
            }
        }
        if (!route.takes().isEmpty() && !MediaTypes.isOneOf(context.header("Content-Type"), route.takes())) {
            throw new Refused(415, "The body must be of Content-Type " + String.join(" or ", route.takes()) + ".");
        }
        if (context.req().getContentLengthLong() > Exchange.MOST_BYTES) {
            throw new Refused(413, "The body is longer than " + Exchange.MOST_BYTES + " bytes.");
        }
    }

    /** Finishes what is under way, for a while, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.info("Stopped, although some who called had not gone yet");
        }
    }
}
