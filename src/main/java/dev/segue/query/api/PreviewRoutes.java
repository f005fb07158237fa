package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.PreviewJob;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Problem;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.preview.Previews;
import dev.segue.rule.InvalidDefinitions;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What drafts would make of the customers. */
final class PreviewRoutes implements Routes {

    private static final String PREVIEW = "/v1/previews/{preview}";

    private static final int MOST_DAYS = 400;
    private static final int SAMPLE = 10;
    private static final int MOST_SAMPLE = 100;
    private static final int MOST_WAIT = 30;
    private static final long LOOK_MILLIS = 50;

    private final Previews previews;

    PreviewRoutes(Previews previews) {
        this.previews = previews;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(
                                HandlerType.POST,
                                SegmentRoutes.SEGMENTS + "/preview",
                                "Tries a definition, or a file of them, on all customers, without publishing it")
                        .needs(Role.AUTHOR)
                        .query("days", "integer", "Sizes of so many days too, 1 to 400, as they would have been")
                        .query("sample", "integer", "Customers named of each kind at most, 1 to 100; 10 by default")
                        .query("prune", "boolean", "Whether published segments that the file lacks would be retired")
                        .query("wait", "integer", "Seconds to wait for the end, 1 to 30; then the status is 200")
                        .takes(EditRoutes.DEFINITION_TYPES)
                        .answers(202, PreviewJob.class)
                        .orBy(200)
                        .refuses(413, 415, 422, 429, 503)
                        .by(this::begin),
                Route.get(PREVIEW, "How far a preview has come, and what it has found")
                        .needs(Role.READ)
                        .answers(PreviewJob.class)
                        .refuses(404, 503)
                        .by(exchange -> exchange.answer(
                                previews.look(exchange.path("preview")).orElseThrow(PreviewRoutes::unknown))),
                Route.of(HandlerType.DELETE, PREVIEW, "Gives a preview up, if it has not ended")
                        .needs(Role.AUTHOR)
                        .answers(PreviewJob.class)
                        .refuses(404, 503)
                        .by(exchange -> exchange.answer(
                                previews.cancel(exchange.path("preview")).orElseThrow(PreviewRoutes::unknown))));
    }

    private static Refused unknown() {
        return new Refused(404, "There is no such preview; they are forgotten some minutes after they end.");
    }

    private void begin(Exchange exchange) throws Exception {
        int wait = exchange.text("wait") == null ? 0 : exchange.number("wait", 1, MOST_WAIT);
        PreviewJob job = begin(wish(exchange));
        exchange.context().header("Location", PREVIEW.replace("{preview}", job.id()));
        PreviewJob then = wait == 0 ? job : awaitEnd(job, wait);
        exchange.answer(wait > 0 && then.state() != PreviewJob.State.RUNNING ? 200 : 202, then);
    }

    private static Previews.Wish wish(Exchange exchange) throws Exception {
        int days = exchange.text("days") == null ? 0 : exchange.number("days", 1, MOST_DAYS);
        int sample = exchange.number("sample", SAMPLE, MOST_SAMPLE);
        String prune = exchange.text("prune");
        if (prune != null && !prune.equals("true") && !prune.equals("false")) {
            throw new Refused(400, "\"prune\" must be true or false, not \"" + prune + "\".");
        }
        return new Previews.Wish(exchange.bodyText(), "true".equals(prune), days, sample);
    }

    private PreviewJob begin(Previews.Wish wish) throws Exception {
        try {
            return previews.begin(wish);
        } catch (InvalidDefinitions e) {
            throw invalid(e);
        } catch (Previews.NotBegun e) {
            throw e.tooLong()
                    ? new Refused(413, e.getMessage())
                    : new Refused(Problem.of(429, e.getMessage()), Map.of("Retry-After", "5"));
        }
    }

    private static Refused invalid(InvalidDefinitions e) {
        int count = e.problems().size();
        String detail = count == 1 ? "The draft has a problem." : "The draft has " + count + " problems.";
        return new Refused(Problem.of(422, detail).with(e.problems()), Map.of());
    }

    private PreviewJob awaitEnd(PreviewJob begun, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        PreviewJob job = begun;
        while (job.state() == PreviewJob.State.RUNNING && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            try {
                job = previews.look(begun.id()).orElse(job);
            } catch (NobodyAnswers e) {
                // perhaps somebody does in a moment
            }
        }
        return job;
    }
}
