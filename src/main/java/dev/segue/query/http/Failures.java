package dev.segue.query.http;

import dev.segue.explain.UnanswerableInstant;
import dev.segue.query.access.Denied;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.state.NotHere;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem each failure is told as. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(Exception failure, Exchange exchange) {
        Refused refused = refused(failure);
        exchange.problem(refused.problem(), refused.headers());
    }

    private static Refused refused(Exception failure) {
        if (failure instanceof Refused known) {
            return known;
        } else if (failure instanceof Denied denied) {
            return refused(denied);
        } else if (failure instanceof UnanswerableInstant) {
            return new Refused(400, "\"at\": " + failure.getMessage() + ".");
        } else if (failure instanceof NobodyAnswers || failure instanceof NotHere) {
            return Refused.later(failure.getMessage());
        } else if (failure instanceof KafkaException) {
            LOG.warn("Kafka did not do what a request needs: {}", failure.toString());
            return Refused.later("Kafka does not answer now.");
        }
        LOG.error("A request failed", failure);
        return new Refused(500, "This should not have happened; the log of this instance says more.");
    }

    private static Refused refused(Denied denied) {
        if (denied.why() == Denied.Why.UNDECIDED) {
            return Refused.later(denied.getMessage());
        }
        Problem problem = Problem.of(denied.why().status(), denied.getMessage());
        return new Refused(
                problem, denied.challenge() == null ? Map.of() : Map.of("WWW-Authenticate", denied.challenge()));
    }

    /** Answers what goes wrong outside of routes. */
    static void configure(JavalinConfig config, List<Route> all, Function<Context, Exchange> exchanges) {
        config.routes.exception(HttpResponseException.class, (refused, context) -> {
            int status = refused.getStatus();
            Map<String, String> headers = status == 405 ? Map.of("Allow", allowed(context, all)) : Map.of();
            String detail =
                    status == 404 ? "There is nothing at this address; see /openapi.json." : refused.getMessage();
            exchanges.apply(context).problem(Problem.of(status, detail), headers);
        });
        config.routes.exception(Exception.class, (failure, context) -> answer(failure, exchanges.apply(context)));
    }

    private static String allowed(Context context, List<Route> all) {
        return all.stream()
                .filter(route -> context.path()
                        .matches(route.path().replaceAll("\\{[^}]*}", "[^/]+").replaceAll("<[^>]*>", ".+")))
                .map(route -> route.method().name())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
