package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.segment.Vocabulary;
import dev.segue.query.answer.segment.VocabularyPart;
import dev.segue.query.answer.service.Tally;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What rules can be made of. */
final class VocabularyRoutes implements Routes {

    private static final int SAMPLE = 200;

    /** Everybody who opens an editor asks; what customers do is not another thing every second. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Instances instances;
    private final KnownDefinitions definitions;
    private final LongSupplier nanos;
    private Seen seen;

    private record Seen(List<VocabularyPart> parts, long customers, long at) {}

    VocabularyRoutes(Instances instances, KnownDefinitions definitions, LongSupplier nanos) {
        this.instances = instances;
        this.definitions = definitions;
        this.nanos = nanos;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/vocabulary", "What rules can be made of: events, attributes, segments, functions")
                .needs(Role.READ)
                .answers(Vocabulary.class)
                .refuses(503)
                .by(this::tell));
    }

    private void tell(Exchange exchange) throws Exception {
        Seen latest = seen();
        exchange.answer(Vocabulary.of(
                latest.parts(), latest.customers(), definitions.all().values()));
    }

    private synchronized Seen seen() throws NobodyAnswers {
        long now = nanos.getAsLong();
        if (seen == null || now - seen.at() > FRESH_NANOS) {
            List<VocabularyPart> parts = instances.ofAll(new Question.VocabularyOf(SAMPLE));
            long customers = instances.ofAll(new Question.TallyOf()).stream()
                    .mapToLong(Tally::customers)
                    .sum();
            seen = new Seen(parts, customers, now);
        }
        return seen;
    }
}
