package dev.segue.query.api;

import dev.segue.catalog.Edition;
import dev.segue.catalog.Proposal;
import dev.segue.catalog.Revision;
import dev.segue.query.access.Role;
import dev.segue.query.answer.segment.DraftProblems;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.wire.PublishedDefinition;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.SortedMap;

/** Looks over drafts, for those who are still writing them. */
final class CheckRoutes implements Routes {

    private static final Edition NEVER_PUBLISHED = new Edition(0, null, null);

    private final KnownDefinitions definitions;
    private final Limits limits;

    CheckRoutes(KnownDefinitions definitions, Limits limits) {
        this.definitions = definitions;
        this.limits = limits;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(
                        HandlerType.POST,
                        SegmentRoutes.SEGMENTS + "/check",
                        "Says what is wrong with a definition, or a file of them, together with all that is published")
                .needs(Role.AUTHOR)
                .takes(EditRoutes.DEFINITION_TYPES)
                .answers(DraftProblems.class)
                .refuses(413, 415, 422, 503)
                .by(this::check));
    }

    private void check(Exchange exchange) throws Exception {
        SortedMap<String, PublishedDefinition> published = definitions.all();
        String text = exchange.bodyText();
        try {
            Proposal proposal = Proposal.read(text);
            Revision revision = Revision.plan(published, proposal.definitions(), false, NEVER_PUBLISHED);
            proposal.compile(revision.definitions(), limits);
            exchange.answer(new DraftProblems(List.of()));
        } catch (InvalidDefinitions e) {
            exchange.answer(DraftProblems.of(e.problems()));
        }
    }
}
