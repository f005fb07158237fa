package dev.segue.query.http;

import dev.segue.query.access.Permission;
import dev.segue.query.access.Role;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * One call of the API: who may make it, what it takes, what it answers, and what does it. It is built by saying so in this order;
 * without saying who may make it there is no route.
 *
 * @param answers the shapes of the answer, one of them each time; none where it has no JSON body
 * @param otherStatuses others than {@code status} that come with the same answer
 * @param mediaType of the answer
 * @param takes media types of the body; none where it has none
 * @param refusals statuses of problems that it has of its own
 * @param audited what it does, in the words of the audit log; null where that does not tell of it
 */
public record Route(
        HandlerType method,
        String path,
        String summary,
        Permission permission,
        List<Parameter> parameters,
        List<Class<?>> answers,
        int status,
        List<Integer> otherStatuses,
        String mediaType,
        List<String> takes,
        List<Integer> refusals,
        String audited,
        Call call) {

    public static final String JSON = "application/json";

    /** Does it. */
    public interface Call {
        void answer(Exchange exchange) throws Exception;
    }

    /**
     * Something that a call is given.
     *
     * @param in {@code path}, {@code query} or {@code header}
     * @param type as JSON Schema names it
     */
    public record Parameter(String name, String in, String type, String description) {}

    /** A call of which it is not said yet who may make it. */
    public record Undecided(HandlerType method, String path, String summary) {

        /** Whoever has one of these roles may make it. */
        public RouteDraft needs(Role... oneOf) {
            return new RouteDraft(this, new Permission.AnyOf(List.of(oneOf)));
        }

        /** Anybody may make it, and needs no token. */
        public RouteDraft anyone() {
            return new RouteDraft(this, new Permission.Anyone());
        }

        /** Only other instances may make it. */
        public RouteDraft peers() {
            return new RouteDraft(this, new Permission.Peers());
        }
    }

    public static Undecided of(HandlerType method, String path, String summary) {
        return new Undecided(method, path, summary);
    }

    public static Undecided get(String path, String summary) {
        return of(HandlerType.GET, path, summary);
    }

    public boolean knowsQuery(String name) {
        return parameters.stream()
                .anyMatch(p -> p.in().equals("query") && p.name().equals(name));
    }
}
