package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.BackfillState;
import dev.segue.query.answer.Question;
import dev.segue.query.answer.SetHealth;
import dev.segue.query.cluster.Instances;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import java.util.List;

/** The segments as a set. */
final class SetRoutes implements Routes {

    private final Instances instances;
    private final KnownDefinitions definitions;

    SetRoutes(Instances instances, KnownDefinitions definitions) {
        this.instances = instances;
        this.definitions = definitions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/overlap", "How segments overlap, and which may not be worth having")
                        .needs(Role.READ)
                        .answers(SetHealth.class)
                        .refuses(503)
                        .by(exchange -> exchange.answer(SetHealth.of(
                                instances.ofAll(new Question.SetTallyOf()),
                                definitions.all().keySet()))),
                Route.get("/v1/backfill", "How far the newest definitions were applied to customers known already")
                        .needs(Role.READ, Role.OPERATE)
                        .answers(BackfillState.class)
                        .refuses(503)
                        .by(exchange -> exchange.answer(BackfillState.of(instances.ofAll(new Question.TallyOf())))));
    }
}
