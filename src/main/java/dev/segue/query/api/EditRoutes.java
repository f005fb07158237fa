package dev.segue.query.api;

import dev.segue.catalog.Edition;
import dev.segue.query.access.Caller;
import dev.segue.query.access.Denied;
import dev.segue.query.access.Role;
import dev.segue.query.answer.segment.SegmentView;
import dev.segue.query.definitions.EditRefused;
import dev.segue.query.definitions.Precondition;
import dev.segue.query.definitions.SegmentEditor;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Problem;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.RouteDraft;
import dev.segue.query.http.Routes;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Changes segments. */
final class EditRoutes implements Routes {

    private static final long PATIENCE_SECONDS = 40;
    static final String[] DEFINITION_TYPES = {
        "application/yaml", "application/json", "application/x-yaml", "text/yaml", "text/x-yaml"
    };

    private final SegmentEditor editor;
    private final ExecutorService editing;

    /** @param editing where changes are made: they may wait for the schema registry longer than a request does */
    EditRoutes(SegmentEditor editor, ExecutorService editing) {
        this.editor = editor;
        this.editing = editing;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                edit(HandlerType.PUT, SegmentRoutes.SEGMENT, "Publishes a segment: as new, or as its next version")
                        .header("If-None-Match", "*: only if there is no such segment yet")
                        .takes(DEFINITION_TYPES)
                        .answers(SegmentView.class)
                        .orBy(201)
                        .refuses(412, 413, 415, 422, 428, 409, 503)
                        .audited("put-segment")
                        .by(this::put),
                edit(
                                HandlerType.POST,
                                SegmentRoutes.SEGMENT + "/rollback",
                                "Publishes an earlier version of a segment as its next")
                        .query("version", "integer", "The earlier version")
                        .answers(SegmentView.class)
                        .refuses(404, 412, 422, 409, 503)
                        .audited("roll-back-segment")
                        .by(this::rollBack),
                edit(HandlerType.DELETE, SegmentRoutes.SEGMENT, "Retires a segment: all its members leave")
                        .answers(204)
                        .refuses(404, 412, 422, 409, 503)
                        .audited("retire-segment")
                        .by(this::retire));
    }

    private static RouteDraft edit(HandlerType method, String path, String summary) {
        return Route.of(method, path, summary)
                .needs(Role.AUTHOR)
                .query("author", "string", "Who changes it; where tokens are asked for, whoever the token names")
                .query("comment", "string", "Why")
                .header("If-Match", "The ETag of the version that is changed; * for any");
    }

    private void put(Exchange exchange) throws Exception {
        String id = exchange.path("segment");
        String text = exchange.bodyText();
        Precondition precondition = precondition(exchange);
        Edition edition = edition(exchange);
        SegmentEditor.Edited edited = edit(() -> editor.put(id, text, precondition, edition));
        if (edited.created()) {
            exchange.context().header("Location", exchange.context().path());
        }
        answer(exchange, edited.created() ? 201 : 200, edited);
    }

    private void rollBack(Exchange exchange) throws Exception {
        String id = exchange.path("segment");
        int version = (int) Math.min(Integer.MAX_VALUE, exchange.number("version"));
        Precondition precondition = precondition(exchange);
        Edition edition = edition(exchange);
        answer(exchange, 200, edit(() -> editor.rollBack(id, version, precondition, edition)));
    }

    private void retire(Exchange exchange) throws Exception {
        String id = exchange.path("segment");
        Precondition precondition = precondition(exchange);
        Edition edition = edition(exchange);
        edit(() -> {
            editor.retire(id, precondition, edition);
            return id;
        });
        exchange.context().status(204);
    }

    private static void answer(Exchange exchange, int status, SegmentEditor.Edited edited) throws Exception {
        SegmentRoutes.tag(exchange, edited.published());
        exchange.answer(status, SegmentView.of(edited.published(), null, null));
    }

    private static Edition edition(Exchange exchange) throws Denied {
        return new Edition(System.currentTimeMillis(), author(exchange), exchange.text("comment"));
    }

    /** Whoever the token names; nobody publishes in another's name. */
    private static String author(Exchange exchange) throws Denied {
        Caller caller = exchange.caller();
        String given = exchange.text("author");
        if (!caller.isNamed()) {
            return given;
        }
        if (given != null && !given.equals(caller.subject())) {
            throw new Refused(400, "The author is " + caller.subject() + ", as the token says; leave \"author\" out.");
        }
        return caller.subject();
    }

    private static Precondition precondition(Exchange exchange) {
        String match = exchange.context().header("If-Match");
        String noneMatch = exchange.context().header("If-None-Match");
        if (noneMatch != null) {
            if (match != null || !noneMatch.equals("*")) {
                throw new Refused(400, "If-None-Match can only be *, and not together with If-Match.");
            }
            return new Precondition.IsNew();
        }
        if (match == null) {
            return new Precondition.None();
        }
        return match.equals("*") ? new Precondition.Exists() : new Precondition.Is(unquoted(match.trim()));
    }

    private static String unquoted(String tag) {
        // a proxy that compresses weakens tags
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        if (strong.length() < 2 || !strong.startsWith("\"") || !strong.endsWith("\"") || strong.contains(",")) {
            throw new Refused(400, "If-Match must be one ETag in quotation marks, or *.");
        }
        return strong.substring(1, strong.length() - 1);
    }

    private <T> T edit(Callable<T> change) throws Exception {
        Future<T> made = editing.submit(change);
        try {
            return made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            made.cancel(true);
            throw Refused.later("The change was not made in time; look before you make it again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EditRefused refused) {
                throw refused(refused);
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Refused refused(EditRefused refused) {
        int status = switch (refused.why()) {
            case UNKNOWN -> 404;
            case CHANGED_MEANWHILE -> 412;
            case UNCONDITIONAL -> 428;
            case INVALID -> 422;
            case BUSY -> 409;
        };
        return new Refused(Problem.of(status, refused.getMessage()).with(refused.problems()), Map.of());
    }
}
