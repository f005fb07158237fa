package dev.segue.query.console;

import dev.segue.query.http.Exchange;
import dev.segue.query.http.Refused;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import io.javalin.http.Context;
import java.util.List;

/** Serves the console: the page at the root, and below {@code /console} what it is made of. */
public final class ConsoleRoutes implements Routes {

    private static final String ANY = "*/*";

    private final IndexPage index = IndexPage.read();

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/", "The console").anyone().answersAs("text/html").by(this::page),
                Route.get("/console/<file>", "What the console is made of")
                        .anyone()
                        .answersAs(ANY)
                        .refuses(404)
                        .by(ConsoleRoutes::file));
    }

    private void page(Exchange exchange) {
        exchange.context()
                .header("Content-Security-Policy", index.policy())
                .header("Cross-Origin-Opener-Policy", "same-origin");
        answer(exchange.context(), index.asset());
    }

    private static void file(Exchange exchange) throws Exception {
        Asset asset =
                Asset.at(exchange.path("file")).orElseThrow(() -> new Refused(404, "The console has no such file."));
        answer(exchange.context(), asset);
    }

    private static void answer(Context context, Asset asset) {
        String tag = asset.tag();
        context.header("ETag", tag)
                .header("Cache-Control", asset.caching())
                .header("Vary", "Accept-Encoding")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(asset.mediaType()).result(asset.content());
        }
    }
}
