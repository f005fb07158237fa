package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.customer.CustomerDescription;
import dev.segue.query.answer.customer.CustomerEntries;
import dev.segue.query.answer.customer.CustomerExplanation;
import dev.segue.query.answer.customer.CustomerIds;
import dev.segue.query.answer.customer.CustomerMemberships;
import dev.segue.query.answer.customer.CustomerPastMemberships;
import dev.segue.query.cluster.Instances;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import java.util.List;
import java.util.Optional;

/** What is known of one customer. */
final class CustomerRoutes implements Routes {

    private static final String CUSTOMERS = "/v1/customers";
    static final String CUSTOMER = CUSTOMERS + "/{customer}";

    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private static final int SUGGESTIONS = 10;
    private static final int MOST_SUGGESTIONS = 100;

    private final Instances instances;
    private final KnownDefinitions definitions;

    CustomerRoutes(Instances instances, KnownDefinitions definitions) {
        this.instances = instances;
        this.definitions = definitions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(CUSTOMERS, "Customers whose ids begin so, the first by their bytes")
                        .needs(Role.READ)
                        .query("prefix", "string", "What the ids begin with, capitals told apart; all by default")
                        .query("limit", "integer", "Ids at most, 1 to 100; 10 by default")
                        .answers(CustomerIds.class)
                        .refuses(503)
                        .by(this::suggest),
                Route.get(CUSTOMER, "Memberships, profile and life measures of a customer")
                        .needs(Role.READ)
                        .answers(CustomerDescription.class)
                        .refuses(404, 503)
                        .by(exchange -> answer(exchange, new Question.DescriptionOf(exchange.path("customer")))),
                Route.get(CUSTOMER + "/memberships", "What a customer is in now, or was in at a past instant")
                        .needs(Role.READ)
                        .query(
                                "at",
                                "string",
                                "A past instant, epoch milliseconds or ISO-8601; one that is out of reach is refused, and the"
                                        + " refusal says which are the earliest and the latest that can be asked for")
                        .answers(CustomerMemberships.class, CustomerPastMemberships.class)
                        .refuses(400, 404, 503)
                        .by(this::memberships),
                Route.get(CUSTOMER + "/explain/{segment}", "Why a customer is in a segment, or is not")
                        .needs(Role.READ)
                        .answers(CustomerExplanation.class)
                        .refuses(404, 503)
                        .by(this::explain),
                Route.get(CUSTOMER + "/timeline", "What a customer did, the newest first")
                        .needs(Role.READ)
                        .query(
                                "limit",
                                "integer",
                                "Entries at most, 1 to 1000; 100 by default. A page that would end within"
                                        + " one instant goes on to its end")
                        .query("before", "string", "Only entries before this instant: epoch milliseconds or ISO-8601")
                        .answers(CustomerEntries.class)
                        .refuses(404, 503)
                        .by(this::entries));
    }

    private void suggest(Exchange exchange) throws Exception {
        String prefix = exchange.text("prefix");
        int limit = exchange.number("limit", SUGGESTIONS, MOST_SUGGESTIONS);
        List<CustomerIds> parts = instances.ofAll(new Question.CustomersOf(prefix == null ? "" : prefix, limit));
        exchange.answer(CustomerIds.of(parts, limit));
    }

    private void entries(Exchange exchange) throws Exception {
        int limit = exchange.number("limit", PAGE, MOST);
        long before = exchange.instant("before").orElse(Long.MAX_VALUE);
        answer(exchange, new Question.EntriesOf(exchange.path("customer"), limit, before));
    }

    private void memberships(Exchange exchange) throws Exception {
        String customerId = exchange.path("customer");
        Optional<Long> at = exchange.instant("at");
        answer(
                exchange,
                at.isPresent()
                        ? new Question.PastMembershipsOf(customerId, at.get())
                        : new Question.MembershipsOf(customerId));
    }

    private void explain(Exchange exchange) throws Exception {
        String segmentId = exchange.path("segment");
        if (!definitions.all().containsKey(segmentId)) {
            throw new Refused(404, "There is no such segment.");
        }
        answer(exchange, new Question.ExplanationOf(exchange.path("customer"), segmentId));
    }

    private void answer(Exchange exchange, Question<?> question) throws Exception {
        exchange.answerJson(instances
                .ofCustomer(exchange.path("customer"), question)
                .orElseThrow(() -> new Refused(
                        404, "There is no such customer: nothing was ever read of them, or they were forgotten.")));
    }
}
