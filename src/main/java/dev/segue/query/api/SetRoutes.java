package dev.segue.query.api;

import dev.segue.membership.tally.TurnoverStep;
import dev.segue.query.access.Role;
import dev.segue.query.answer.segment.History;
import dev.segue.query.answer.segment.HistoryTally;
import dev.segue.query.answer.segment.SetHealth;
import dev.segue.query.answer.service.BackfillState;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import dev.segue.query.state.NotHere;
import java.util.List;
import java.util.Set;

/** The segments as a set. */
final class SetRoutes implements Routes {

    private static final int STANDARD_HOURS = 24;
    private static final int MOST_HOURS = 48;
    private static final int STANDARD_POINTS = 48;
    private static final int MOST_SEGMENTS = 100;
    private static final int MOST_OF_ALL = 500;

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
                Route.get("/v1/history", "How the sizes of segments went of late, and how many came and went")
                        .needs(Role.READ)
                        .query("hours", "integer", "How far back, 1 to 48; 24 by default")
                        .query("points", "integer", "Steps at most, 1 to 288, none under ten minutes; 48 by default")
                        .query("segment", "string", "Ids, with commas between them, 100 at most; all by default")
                        .answers(History.class)
                        .refuses(400, 404, 503)
                        .by(this::history),
                Route.get("/v1/backfill", "How far the newest definitions were applied to customers known already")
                        .needs(Role.READ, Role.OPERATE)
                        .answers(BackfillState.class)
                        .refuses(503)
                        .by(exchange -> exchange.answer(BackfillState.of(instances.ofAll(new Question.TallyOf())))));
    }

    private void history(Exchange exchange) throws Exception {
        History.Steps steps = History.Steps.of(
                exchange.number("hours", STANDARD_HOURS, MOST_HOURS),
                exchange.number("points", STANDARD_POINTS, TurnoverStep.KEPT));
        List<String> ids = segments(exchange.text("segment"));
        // partitions keep time each by itself: the steps begin where the earliest may need them
        List<HistoryTally> tallies = instances.ofAll(new Question.HistoryOf(ids, firstStep(steps)));
        exchange.answer(History.of(tallies, ids, steps));
    }

    private long firstStep(History.Steps steps) throws NobodyAnswers {
        return instances.ofAll(new Question.TallyOf()).stream()
                .mapToLong(tally -> steps.firstKept(tally.clock()))
                .max()
                .orElse(0);
    }

    private List<String> segments(String wanted) throws NotHere {
        Set<String> published = definitions.all().keySet();
        if (wanted == null) {
            if (published.size() > MOST_OF_ALL) {
                throw new Refused(
                        400,
                        "There are " + published.size() + " segments: say which, up to " + MOST_SEGMENTS
                                + " of them, by \"segment\".");
            }
            return List.copyOf(published);
        }
        List<String> ids = List.of(wanted.split(","));
        if (ids.size() > MOST_SEGMENTS) {
            throw new Refused(
                    400, "\"segment\" can name " + MOST_SEGMENTS + " segments at most, not " + ids.size() + ".");
        }
        if (!published.containsAll(ids)) {
            throw new Refused(404, "There is no such segment.");
        }
        return ids;
    }
}
