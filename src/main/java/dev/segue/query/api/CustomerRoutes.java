package dev.segue.query.api;

import dev.segue.query.answer.CustomerDescription;
import dev.segue.query.answer.CustomerEntries;
import dev.segue.query.answer.CustomerMemberships;
import dev.segue.query.answer.Question;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import java.util.List;

/** What is known of one customer. */
final class CustomerRoutes implements Routes {

    static final String CUSTOMER = "/v1/customers/{customer}";

    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final Instances instances;

    CustomerRoutes(Instances instances) {
        this.instances = instances;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(CUSTOMER, "Memberships, profile and life measures of a customer")
                        .answers(CustomerDescription.class)
                        .refuses(404, 503)
                        .by(exchange -> answer(exchange, new Question.DescriptionOf(exchange.path("customer")))),
                Route.get(CUSTOMER + "/memberships", "What a customer is in now")
                        .answers(CustomerMemberships.class)
                        .refuses(404, 503)
                        .by(exchange -> answer(exchange, new Question.MembershipsOf(exchange.path("customer")))),
                Route.get(CUSTOMER + "/timeline", "What a customer did, the newest first")
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

    private void entries(Exchange exchange) throws Exception {
        int limit = exchange.number("limit", PAGE, MOST);
        long before = exchange.instant("before").orElse(Long.MAX_VALUE);
        answer(exchange, new Question.EntriesOf(exchange.path("customer"), limit, before));
    }

    private void answer(Exchange exchange, Question<?> question) throws Exception {
        exchange.answer(ask(exchange.path("customer"), question));
    }

    private <A> A ask(String customerId, Question<A> question) throws NobodyAnswers {
        return instances
                .ofCustomer(customerId, question)
                .orElseThrow(() -> new Refused(
                        404, "There is no such customer: nothing was ever read of them, or they were forgotten."));
    }
}
