package dev.segue.query.api;

import dev.segue.explain.UnanswerableInstant;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.PeerQuestion;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;

/** What instances ask each other. It is no part of the API and may change with any version. */
final class PeerRoutes implements Routes {

    private final Instances instances;

    PeerRoutes(Instances instances) {
        this.instances = instances;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(HandlerType.POST, PeerQuestion.PATH, "What one instance asks another")
                .peers()
                .takes(Route.JSON)
                .by(this::answer));
    }

    private void answer(Exchange exchange) throws Exception {
        PeerQuestion asked = exchange.bodyAs(PeerQuestion.class);
        if (asked.question() == null) {
            throw new Refused(400, "The body has no \"question\".");
        }
        try {
            Optional<?> answer = instances.answer(asked);
            if (answer.isPresent()) {
                exchange.answer(answer.get());
            } else {
                exchange.context().status(PeerQuestion.NOT_KNOWN);
            }
        } catch (UnanswerableInstant refusal) {
            exchange.answer(PeerQuestion.OUT_OF_REACH, PeerQuestion.Reach.of(refusal));
        }
    }
}
