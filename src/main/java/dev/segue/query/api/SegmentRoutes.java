package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.Staleness;
import dev.segue.query.answer.segment.MembersPage;
import dev.segue.query.answer.segment.MembersPart;
import dev.segue.query.answer.segment.SegmentVersions;
import dev.segue.query.answer.segment.SegmentView;
import dev.segue.query.answer.segment.SegmentView.SegmentList;
import dev.segue.query.answer.service.Tally;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.definitions.Precondition;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import dev.segue.query.state.LocalMembers.Member;
import dev.segue.query.state.NotHere;
import dev.segue.wire.PublishedDefinition;
import java.util.ArrayList;
import java.util.List;

/** The published segments, and who is in them. */
final class SegmentRoutes implements Routes {

    static final String SEGMENTS = "/v1/segments";
    static final String SEGMENT = "/v1/segments/{segment}";

    private static final int PAGE = 100;
    private static final int MOST = 10_000;

    private final Instances instances;
    private final KnownDefinitions definitions;

    SegmentRoutes(Instances instances, KnownDefinitions definitions) {
        this.instances = instances;
        this.definitions = definitions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(SEGMENTS, "All segments, with their sizes")
                        .needs(Role.READ)
                        .answers(SegmentList.class)
                        .refuses(503)
                        .by(this::list),
                Route.get(SEGMENT, "A segment, with its size; its version is in the ETag")
                        .needs(Role.READ)
                        .answers(SegmentView.class)
                        .refuses(404, 503)
                        .by(this::one),
                Route.get(SEGMENT + "/versions", "The versions of a segment, with what changed, the newest first")
                        .needs(Role.READ)
                        .answers(SegmentVersions.class)
                        .refuses(404, 503)
                        .by(exchange -> exchange.answer(SegmentVersions.of(published(exchange)))),
                Route.get(SEGMENT + "/members", "Who is in a segment, in pages")
                        .needs(Role.READ)
                        .query("limit", "integer", "Members at most, 1 to 10000; 100 by default")
                        .query("prefix", "string", "Only members whose ids begin so, capitals told apart")
                        .query("cursor", "string", "Where to go on, as the page before says; with the same prefix")
                        .answers(MembersPage.class)
                        .refuses(404, 503)
                        .by(this::members));
    }

    private void list(Exchange exchange) throws Exception {
        List<Tally> tallies = instances.ofAll(new Question.TallyOf());
        Long staleness = Staleness.ofAll(tallies, Tally::staleness);
        List<SegmentView> segments = definitions.all().values().stream()
                .map(published -> SegmentView.of(
                        published, size(tallies, published.definition().id()), staleness))
                .toList();
        long customers = tallies.stream().mapToLong(Tally::customers).sum();
        exchange.answer(new SegmentList(segments, customers, staleness));
    }

    private void one(Exchange exchange) throws Exception {
        PublishedDefinition published = published(exchange);
        List<Tally> tallies = instances.ofAll(new Question.TallyOf());
        tag(exchange, published);
        exchange.answer(SegmentView.of(
                published, size(tallies, published.definition().id()), Staleness.ofAll(tallies, Tally::staleness)));
    }

    static void tag(Exchange exchange, PublishedDefinition published) {
        exchange.context().header("ETag", '"' + Precondition.tagOf(published) + '"');
    }

    private static long size(List<Tally> tallies, String segmentId) {
        return tallies.stream()
                .mapToLong(tally -> tally.sizes().getOrDefault(segmentId, 0L))
                .sum();
    }

    private PublishedDefinition published(Exchange exchange) throws NotHere {
        PublishedDefinition published = definitions.all().get(exchange.path("segment"));
        if (published == null) {
            throw new Refused(404, "There is no such segment.");
        }
        return published;
    }

    private void members(Exchange exchange) throws Exception {
        String segmentId = published(exchange).definition().id();
        int limit = exchange.number("limit", PAGE, MOST);
        int partitions = instances.partitions();
        String given = exchange.text("cursor");
        String prefix = exchange.text("prefix");
        Cursor first = Cursor.first(segmentId, prefix == null ? "" : prefix);
        Cursor cursor = given == null ? first : Cursor.parse(given, first, partitions);
        exchange.answer(page(cursor, limit, partitions));
    }

    /** One partition after the other: a page needs no more of them than it takes to fill it, and is whole or not there at all. */
    private MembersPage page(Cursor from, int limit, int partitions) throws NobodyAnswers {
        List<Member> members = new ArrayList<>();
        List<MembersPart> parts = new ArrayList<>();
        Cursor next = from;
        while (next != null && members.size() < limit) {
            String after = next.after().isEmpty() ? null : next.after();
            int wanted = limit - members.size();
            MembersPart part = instances.ofPartition(
                    next.partition(), new Question.MembersOf(from.segmentId(), from.prefix(), after, wanted));
            parts.add(part);
            members.addAll(part.members());
            next = next(next, part, wanted, partitions);
        }
        return new MembersPage(
                from.segmentId(),
                members,
                next == null ? null : next.toString(),
                Staleness.ofAll(parts, MembersPart::staleness));
    }

    private static Cursor next(Cursor from, MembersPart part, int wanted, int partitions) {
        if (part.members().size() == wanted) {
            return from.after(part.members().get(wanted - 1).customerId());
        }
        return from.partition() + 1 < partitions ? from.nextPartition() : null;
    }
}
