package dev.segue.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.metric.Metrics;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.state.NotHere;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: listens, serves routes, and answers whatever goes wrong with a problem. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private static final int MOST_URI = 4_096;
    private static final int MOST_HEADERS = 16 * 1024;
    private static final int SMALLEST_COMPRESSED = 2_048;
    private static final int IDLE_MILLIS = 60_000;
    private static final long STOP_MILLIS = 5_000;

    private final ObjectMapper json;
    private final Metrics metrics;
    private final List<Route> routes = new ArrayList<>();
    private final ObjectNode description;
    private final Javalin server;

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @param threads that answer, at most
     */
    public ApiServer(String host, int port, int threads, List<Routes> served, List<Routes> internal, Metrics metrics) {
        this.json = json();
        this.metrics = metrics;
        served.forEach(each -> routes.addAll(each.routes()));
        routes.add(Route.get("/openapi.json", "This description")
                .answersAs(Route.JSON)
                .by(exchange -> exchange.answer(description())));
        description = OpenApi.of(routes);
        List<Route> all = new ArrayList<>(routes);
        internal.forEach(each -> all.addAll(each.routes()));
        server = Javalin.create(config -> {
            configure(config, threads);
            config.routes.before(ApiServer::checkUri);
            all.forEach(route -> config.routes.addHttpHandler(
                    route.method(), route.path(), context -> serve(route, new Exchange(context, json))));
            answerFailures(config, all);
        });
        server.start(host, port);
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

    private void configure(JavalinConfig config, int threads) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Exchange.MOST_BYTES;
        CompressionStrategy gzip = CompressionStrategy.GZIP;
        gzip.setDefaultMinSizeForCompression(SMALLEST_COMPRESSED);
        config.http.compressionStrategy = gzip;
        QueuedThreadPool pool = new QueuedThreadPool(threads, Math.min(8, threads), IDLE_MILLIS);
        pool.setName("segue-http");
        config.jetty.threadPool = pool;
        config.jetty.modifyServer(this::configure);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MOST_HEADERS);
            http.setSendServerVersion(false);
            http.setIdleTimeout(IDLE_MILLIS);
            // an id may hold a slash, escaped
            http.setUriCompliance(UriCompliance.from(EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)));
        });
        config.jetty.modifyServletContextHandler(
                handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private void configure(Server jetty) {
        jetty.setErrorHandler(new ProblemErrors(json));
        jetty.setHandler(new GracefulHandler());
        jetty.setStopTimeout(STOP_MILLIS);
    }

    private static void checkUri(Context context) {
        String query = context.queryString();
        if (context.req().getRequestURI().length() + (query == null ? 0 : query.length()) > MOST_URI) {
            throw new Refused(414, "The address is longer than " + MOST_URI + " characters.");
        }
    }

    private void serve(Route route, Exchange exchange) throws Exception {
        long begun = System.nanoTime();
        try {
            check(route, exchange.context());
            route.call().answer(exchange);
        } catch (Exception e) {
            answer(e, exchange);
        }
        metrics.request(
                route.method().name(),
                route.path(),
                exchange.context().statusCode(),
                Duration.ofNanos(System.nanoTime() - begun));
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

    private static void answer(Exception failure, Exchange exchange) {
        Refused refused;
        if (failure instanceof Refused known) {
            refused = known;
        } else if (failure instanceof UnanswerableInstant) {
            refused = new Refused(400, "\"at\": " + failure.getMessage() + ".");
        } else if (failure instanceof NobodyAnswers || failure instanceof NotHere) {
            refused = Refused.later(failure.getMessage());
        } else if (failure instanceof KafkaException) {
            LOG.warn("Kafka did not do what a request needs: {}", failure.toString());
            refused = Refused.later("Kafka does not answer now.");
        } else {
            LOG.error("A request failed", failure);
            refused = new Refused(500, "This should not have happened; the log of this instance says more.");
        }
        exchange.problem(refused.problem(), refused.headers());
    }

    private void answerFailures(JavalinConfig config, List<Route> all) {
        config.routes.exception(
                Refused.class,
                (refused, context) -> new Exchange(context, json).problem(refused.problem(), refused.headers()));
        config.routes.exception(HttpResponseException.class, (refused, context) -> {
            int status = refused.getStatus();
            Map<String, String> headers = status == 405 ? Map.of("Allow", allowed(context, all)) : Map.of();
            String detail =
                    status == 404 ? "There is nothing at this address; see /openapi.json." : refused.getMessage();
            new Exchange(context, json).problem(Problem.of(status, detail), headers);
        });
        config.routes.exception(Exception.class, (failure, context) -> answer(failure, new Exchange(context, json)));
    }

    private static String allowed(Context context, List<Route> all) {
        return all.stream()
                .filter(route -> context.path().matches(route.path().replaceAll("\\{[^}]*}", "[^/]+")))
                .map(route -> route.method().name())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    /** Finishes what is under way, for a while, and stops. */
    @Override
    public void close() {
        server.stop();
    }
}
