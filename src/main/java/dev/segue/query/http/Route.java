package dev.segue.query.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One call of the API: what it takes, what it answers, and what does it.
 *
 * @param answers the shapes of the answer, one of them each time; none where it has no JSON body
 * @param otherStatuses others than {@code status} that come with the same answer
 * @param mediaType of the answer
 * @param takes media types of the body; none where it has none
 * @param refusals statuses of problems that it has of its own
 */
public record Route(
        HandlerType method,
        String path,
        String summary,
        List<Parameter> parameters,
        List<Class<?>> answers,
        int status,
        List<Integer> otherStatuses,
        String mediaType,
        List<String> takes,
        List<Integer> refusals,
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

    public static Route of(HandlerType method, String path, String summary) {
        Route route = new Route(
                method,
                path,
                summary,
                List.of(),
                List.of(),
                200,
                List.of(),
                JSON,
                List.of(),
                List.of(),
                exchange -> {});
        for (String part : path.split("/")) {
            if (part.startsWith("{")) {
                String name = part.substring(1, part.length() - 1);
                route = route.with(new Parameter(name, "path", "string", "The " + name + "'s id"));
            }
        }
        return route;
    }

    public static Route get(String path, String summary) {
        return of(HandlerType.GET, path, summary);
    }

    public Route query(String name, String type, String description) {
        return with(new Parameter(name, "query", type, description));
    }

    public Route header(String name, String description) {
        return with(new Parameter(name, "header", "string", description));
    }

    private Route with(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Route(
                method,
                path,
                summary,
                List.copyOf(more),
                answers,
                status,
                otherStatuses,
                mediaType,
                takes,
                refusals,
                call);
    }

    public Route answers(int code, Class<?>... shapes) {
        List<Class<?>> all = List.of(shapes);
        return new Route(method, path, summary, parameters, all, code, otherStatuses, mediaType, takes, refusals, call);
    }

    public Route answers(Class<?>... shapes) {
        return answers(200, shapes);
    }

    /** The same answer may come with these statuses too. */
    public Route orBy(Integer... codes) {
        List<Integer> others = Arrays.asList(codes);
        return new Route(method, path, summary, parameters, answers, status, others, mediaType, takes, refusals, call);
    }

    public Route answersAs(String type) {
        return new Route(
                method, path, summary, parameters, List.of(), status, otherStatuses, type, takes, refusals, call);
    }

    public Route takes(String... types) {
        return new Route(
                method,
                path,
                summary,
                parameters,
                answers,
                status,
                otherStatuses,
                mediaType,
                List.of(types),
                refusals,
                call);
    }

    public Route refuses(Integer... statuses) {
        return new Route(
                method,
                path,
                summary,
                parameters,
                answers,
                status,
                otherStatuses,
                mediaType,
                takes,
                Arrays.asList(statuses),
                call);
    }

    public Route by(Call does) {
        return new Route(
                method, path, summary, parameters, answers, status, otherStatuses, mediaType, takes, refusals, does);
    }

    public boolean knowsQuery(String name) {
        return parameters.stream()
                .anyMatch(p -> p.in().equals("query") && p.name().equals(name));
    }
}
