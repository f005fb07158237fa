package dev.segue.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.ChangeReason;
import dev.segue.query.access.Denied;
import dev.segue.query.access.Role;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.live.ChangeFeed;
import dev.segue.query.live.Filter;
import dev.segue.query.live.Position;
import dev.segue.query.live.Reader;
import dev.segue.query.live.Start;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes as server-sent events. */
final class ChangeRoutes implements Routes {

    private static final String EVENT_STREAM = "text/event-stream";
    private static final int MOST_READERS = 200;
    private static final int MOST_RECENT = 500;
    private static final String REASONS =
            Stream.of(ChangeReason.values()).map(ChangeReason::name).collect(Collectors.joining(", "));

    private final ChangeFeed feed;
    private final ExecutorService telling;
    private final Semaphore free = new Semaphore(MOST_READERS);

    /** @param telling a thread for each reader */
    ChangeRoutes(ChangeFeed feed, ExecutorService telling) {
        this.feed = feed;
        this.telling = telling;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/changes", "The changes as they are committed, as server-sent events")
                .needs(Role.READ)
                .query("segment", "string", "Only changes of this segment")
                .query("customer", "string", "Only changes of this customer")
                .query("reason", "string", "Only changes for this reason: " + REASONS)
                .query(
                        "recent",
                        "integer",
                        "First the newest changes that are kept, 1 to 500 at most, the oldest of them first; found among"
                                + " the last 20000 records. Without effect with Last-Event-ID")
                .header("Last-Event-ID", "The id of the last event received: what was missed since comes first")
                .answersAs(EVENT_STREAM)
                .refuses(503)
                .by(this::tell));
    }

    private void tell(Exchange exchange) throws Denied {
        Context context = exchange.context();
        long until = exchange.caller().until();
        int partitions = feed.begin();
        Start start = start(exchange, partitions);
        Filter filter = new Filter(exchange.text("segment"), exchange.text("customer"), reason(exchange));
        if (!free.tryAcquire()) {
            throw Refused.later("There are " + MOST_READERS + " readers of the changes here already.");
        }
        context.contentType(EVENT_STREAM).header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        context.async(
                task -> {
                    task.executor = telling;
                    task.timeout = 0;
                },
                () -> {
                    try {
                        feed.tell(filter, start, new Events(context.res().getOutputStream(), until));
                    } catch (IOException readerIsGone) {
                        // nobody is left to tell, or their token has expired
                    } finally {
                        free.release();
                    }
                });
    }

    private static Start start(Exchange exchange, int partitions) {
        String last = exchange.context().header("Last-Event-ID");
        if (last != null && !last.isBlank()) {
            return Position.parse(last, partitions)
                    .map(Start.Missed::new)
                    .orElseThrow(() -> new Refused(400, "Last-Event-ID is not the id of an event of these changes."));
        }
        return exchange.text("recent") == null
                ? new Start.Now()
                : new Start.Recent(exchange.number("recent", 1, MOST_RECENT));
    }

    private static ChangeReason reason(Exchange exchange) {
        String reason = exchange.text("reason");
        if (reason == null) {
            return null;
        }
        return Stream.of(ChangeReason.values())
                .filter(one -> one.name().equals(reason))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(400, "\"reason\" must be one of " + REASONS + ", not \"" + reason + "\"."));
    }

    /** Server-sent events, until the reader's token expires. */
    private record Events(ServletOutputStream out, long until) implements Reader {

        @Override
        public void change(Position position, String json) throws IOException {
            write("id: " + position + "\nevent: change\ndata: " + json + "\n\n");
        }

        @Override
        public void reached(Position position) throws IOException {
            write(": here\nid: " + position + "\n\n");
        }

        @Override
        public void gap() throws IOException {
            write("event: gap\ndata: {\"detail\":\"Changes since Last-Event-ID are no longer kept.\"}\n\n");
        }

        private void write(String event) throws IOException {
            if (System.currentTimeMillis() >= until) {
                throw new IOException("The reader's token has expired");
            }
            out.write(event.getBytes(UTF_8));
            out.flush();
        }
    }
}
