package dev.segue.query.http;

import dev.segue.query.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** A route while it is being described. */
public final class RouteDraft {

    private final Route.Undecided begun;
    private final Permission permission;
    private final List<Route.Parameter> parameters = new ArrayList<>();
    private List<Class<?>> answers = List.of();
    private int status = 200;
    private List<Integer> otherStatuses = List.of();
    private String mediaType = Route.JSON;
    private List<String> takes = List.of();
    private List<Integer> refusals = List.of();
    private String audited;

    RouteDraft(Route.Undecided begun, Permission permission) {
        this.begun = begun;
        this.permission = permission;
        for (String part : begun.path().split("/")) {
            if (part.startsWith("{")) {
                String name = part.substring(1, part.length() - 1);
                parameters.add(new Route.Parameter(name, "path", "string", "The " + name + "'s id"));
            }
        }
    }

    public RouteDraft query(String name, String type, String description) {
        parameters.add(new Route.Parameter(name, "query", type, description));
        return this;
    }

    public RouteDraft header(String name, String description) {
        parameters.add(new Route.Parameter(name, "header", "string", description));
        return this;
    }

    public RouteDraft answers(int code, Class<?>... shapes) {
        status = code;
        answers = List.of(shapes);
        return this;
    }

    public RouteDraft answers(Class<?>... shapes) {
        return answers(200, shapes);
    }

    /** The same answer may come with these statuses too. */
    public RouteDraft orBy(Integer... codes) {
        otherStatuses = List.of(codes);
        return this;
    }

    /** It answers with something else than JSON. */
    public RouteDraft answersAs(String type) {
        answers = List.of();
        mediaType = type;
        return this;
    }

    public RouteDraft takes(String... types) {
        takes = List.of(types);
        return this;
    }

    public RouteDraft refuses(Integer... statuses) {
        refusals = List.of(statuses);
        return this;
    }

    /** The audit log tells of each call: who, when, from where, and what came of it. */
    public RouteDraft audited(String action) {
        audited = action;
        return this;
    }

    /** The route, done by this. */
    public Route by(Route.Call call) {
        return new Route(
                begun.method(),
                begun.path(),
                begun.summary(),
                permission,
                List.copyOf(parameters),
                answers,
                status,
                otherStatuses,
                mediaType,
                takes,
                refusals,
                audited,
                call);
    }
}
