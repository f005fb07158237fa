package dev.segue.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cluster.Client;
import dev.segue.query.access.Issuer;
import dev.segue.query.access.Permission;
import dev.segue.query.access.Role;
import dev.segue.query.http.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Who may make which call, and whether that is so. */
record Permissions(Client client, Issuer issuer) {

    /** Who may make which call. A new call is decided on here too. */
    private static final String ALL = """
            GET /v1/access                              anyone
            GET /v1/customers                           read
            GET /v1/customers/{customer}                read
            DELETE /v1/customers/{customer}             forget
            GET /v1/customers/{customer}/memberships    read
            GET /v1/customers/{customer}/explain/{segment} read
            GET /v1/customers/{customer}/timeline       read
            GET /v1/customers/{customer}/forgotten      forget
            GET /v1/segments                            read
            GET /v1/segments/{segment}                  read
            PUT /v1/segments/{segment}                  author
            DELETE /v1/segments/{segment}               author
            GET /v1/segments/{segment}/versions         read
            GET /v1/segments/{segment}/members          read
            POST /v1/segments/{segment}/rollback        author
            POST /v1/segments/check                     author
            POST /v1/segments/preview                   author
            GET /v1/previews/{preview}                  read
            DELETE /v1/previews/{preview}               author
            GET /v1/overlap                             read
            GET /v1/history                             read
            GET /v1/vocabulary                          read
            GET /v1/status                              read operate
            GET /v1/backfill                            read operate
            GET /v1/changes                             read
            GET /openapi.json                           anyone
            GET /                                       anyone
            GET /console/<file>                         anyone
            POST /internal/questions                    instances
            """;

    /** All, each as METHOD PATH WHO. */
    static List<String> all() {
        return ALL.lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    /** What a route says itself: roles, {@code anyone} or {@code instances}. */
    static String of(Route route) {
        if (route.permission() instanceof Permission.AnyOf some) {
            return some.roles().stream().map(Role::code).collect(Collectors.joining(" "));
        }
        return route.permission() instanceof Permission.Peers ? "instances" : "anyone";
    }

    /** Holds the call against each caller: without a token, with a wrong one, with one that gives nothing, with one for each role. */
    void check(Route route) throws Exception {
        boolean open = of(route).equals("anyone");
        boolean forUsers = route.permission() instanceof Permission.AnyOf;
        int without = status(route, request -> request);
        int powerless = status(route, bearer(issuer, "nobody"));
        if (open) {
            assertThat(without).isEqualTo(200);
            assertThat(powerless).isEqualTo(200);
        } else {
            assertThat(without).isEqualTo(401);
            assertThat(powerless).isEqualTo(forUsers ? 403 : 401);
        }
        assertThat(status(route, request -> request.header("Authorization", "Bearer not.a.token")))
                .isEqualTo(open && !route.path().equals("/v1/access") ? 200 : 401);
        Set<String> may = new HashSet<>(List.of(of(route).split(" ")));
        for (Role role : Role.values()) {
            boolean expected = open || role.withImplied().stream().anyMatch(one -> may.contains(one.code()));
            int status = status(route, bearer(issuer, "one", role.code()));
            if (expected) {
                assertThat(status).as(role.code()).isNotIn(401, 403, 500);
            } else {
                assertThat(status).as(role.code()).isEqualTo(forUsers ? 403 : 401);
            }
        }
    }

    private int status(Route route, UnaryOperator<HttpRequest.Builder> caller) throws Exception {
        String path = route.path()
                .replace("{customer}", "nobody")
                .replace("{segment}", "nothing")
                .replace("{preview}", "none")
                .replace("<file>", "app.js");
        return client.status(
                path, request -> caller.apply(request).method(route.method().name(), BodyPublishers.noBody()));
    }

    static UnaryOperator<HttpRequest.Builder> bearer(Issuer issuer, String subject, String... roles) {
        return request -> request.header("Authorization", "Bearer " + issuer.token(subject, roles));
    }
}
