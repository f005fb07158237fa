package dev.segue.query.api;

import dev.segue.query.access.Access;
import dev.segue.query.access.Caller;
import dev.segue.query.access.Role;
import dev.segue.query.answer.service.CallerAccess;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import java.util.List;

/** Tells callers what they may do, and whether they need a token for that. */
final class AccessRoutes implements Routes {

    private final Access access;

    AccessRoutes(Access access) {
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/access", "What the caller may do; without a token too")
                .anyone()
                .answers(CallerAccess.class)
                .refuses(401, 503)
                .by(this::tell));
    }

    private void tell(Exchange exchange) throws Exception {
        Caller caller = exchange.caller();
        List<String> roles = caller.roles().stream().sorted().map(Role::code).toList();
        exchange.context().header("Cache-Control", "no-store");
        exchange.answer(new CallerAccess(access.authentication(), caller.subject(), roles, caller.issuer()));
    }
}
