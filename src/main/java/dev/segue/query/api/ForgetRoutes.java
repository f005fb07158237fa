package dev.segue.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.query.access.Role;
import dev.segue.query.answer.customer.Forgetting;
import dev.segue.query.cluster.Instances;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/** Forgets a customer, and proves it. */
final class ForgetRoutes implements Routes {

    private final Forgetter forgetter;
    private final Instances instances;
    private final KnownDefinitions definitions;

    ForgetRoutes(Forgetter forgetter, Instances instances, KnownDefinitions definitions) {
        this.forgetter = forgetter;
        this.instances = instances;
        this.definitions = definitions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(HandlerType.DELETE, CustomerRoutes.CUSTOMER, "Forgets a customer: what is known of them goes")
                        .needs(Role.FORGET)
                        .answers(202, Forgetting.class)
                        .refuses(503)
                        .audited("forget-customer")
                        .by(this::forget),
                Route.get(CustomerRoutes.CUSTOMER + "/forgotten", "Whether a customer was forgotten, and what is left")
                        .needs(Role.FORGET)
                        .query("partition", "integer", "Where the tombstone is, as the answer to DELETE says")
                        .query("offset", "integer", "Where the tombstone is, as the answer to DELETE says")
                        .answers(Forgetting.Proof.class)
                        .refuses(503)
                        .by(this::prove));
    }

    private void forget(Exchange exchange) throws Exception {
        String customerId = exchange.path("customer");
        Forgetter.Place place = forgetter.forget(customerId, instances.partitionOf(customerId));
        String proof = CustomerRoutes.CUSTOMER.replace(
                        "{customer}", URLEncoder.encode(customerId, UTF_8).replace("+", "%20"))
                + "/forgotten?partition=" + place.partition() + "&offset=" + place.offset();
        exchange.context().header("Location", proof);
        exchange.answer(202, new Forgetting(customerId, proof));
    }

    private void prove(Exchange exchange) throws Exception {
        String customerId = exchange.path("customer");
        int partition = instances.partitionOf(customerId);
        if (exchange.number("partition") != partition) {
            throw new Refused(400, "\"partition\" is not the one where this customer belongs.");
        }
        boolean processed = forgetter.isProcessed(new Forgetter.Place(partition, exchange.number("offset")));
        List<String> segments = List.copyOf(definitions.all().keySet());
        Map<String, Integer> traces = instances
                .ofPartition(partition, new Question.TracesOf(customerId, segments))
                .stores();
        boolean nothing = traces.values().stream().allMatch(count -> count == 0);
        exchange.answer(new Forgetting.Proof(customerId, processed, traces, processed && nothing));
    }
}
