package dev.segue.query.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.explain.Clause;
import dev.segue.explain.Explanation;
import dev.segue.explain.Missing;
import dev.segue.explain.PastMemberships;
import dev.segue.explain.Reading;
import dev.segue.membership.Membership;
import dev.segue.query.access.Permission;
import dev.segue.query.answer.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Describes routes and the shapes of their answers, as OpenAPI 3.1. */
final class OpenApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BEARER = "bearer";

    private static final Map<Class<?>, Set<String>> NULLABLE_ELSEWHERE = Map.of(
            Membership.class, Set.of("exitExpectedAt"),
            PastMemberships.PastMembership.class, Set.of("since"),
            Explanation.class,
                    Set.of(
                            "since",
                            "leftAt",
                            "arm",
                            "stayUntil",
                            "cooldownUntil",
                            "exit",
                            "exitExpectedAt",
                            "entryExpectedAt",
                            "toEnter"),
            Clause.class, Set.of("comparator", "threshold", "missing", "turnsAt", "then"),
            Missing.class, Set.of("more", "notBefore"),
            Reading.class, Set.of("value", "count", "type", "windowFrom", "windowTo"));

    private final ObjectNode schemas = JSON.objectNode();

    private OpenApi() {}

    static ObjectNode of(List<Route> routes) {
        OpenApi api = new OpenApi();
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Segue")
                .put(
                        "description",
                        "Who is in which segment, and since when. Any instance answers for any customer. Answers are read from"
                                + " the owner's state, which may be a moment ahead of what is committed; `staleness` says when a"
                                + " standby answered instead, and by how many milliseconds at most its copy is behind what the"
                                + " owner had committed: the time since it last held all of it, about a second while it keeps up."
                                + " A copy that never caught up does not answer. Times are epoch milliseconds.")
                .put("version", "1");
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            paths.withObjectProperty(route.path())
                    .set(route.method().name().toLowerCase(Locale.ROOT), api.operation(route));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", api.schemas);
        components
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put(
                        "description",
                        "A token of the issuer in the settings, where there is one; else none is asked for. What is named"
                                + " beside it is the role that the token must give.");
        return document;
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation = JSON.objectNode().put("summary", route.summary());
        List<Integer> refusals = new ArrayList<>(route.refusals());
        ArrayNode security = operation.putArray("security");
        if (route.permission() instanceof Permission.AnyOf allowed) {
            allowed.roles()
                    .forEach(role -> security.addObject().putArray(BEARER).add(role.code()));
            refusals.addAll(List.of(401, 403));
        }
        ArrayNode parameters = operation.putArray("parameters");
        for (Route.Parameter parameter : route.parameters()) {
            ObjectNode one = parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", parameter.in())
                    .put("required", parameter.in().equals("path"))
                    .put("description", parameter.description());
            one.putObject("schema").put("type", parameter.type());
        }
        if (!route.takes().isEmpty()) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content");
            route.takes().forEach(type -> content.putObject(type).putObject("schema"));
        }
        ObjectNode responses = operation.putObject("responses");
        answer(route, responses.putObject(String.valueOf(route.status())));
        for (int status : route.otherStatuses()) {
            answer(route, responses.putObject(String.valueOf(status)));
        }
        for (int status : refusals) {
            ObjectNode refusal = responses.putObject(String.valueOf(status));
            refusal.put("description", Problem.of(status, "").title());
            refusal.putObject("content").putObject(Problem.MEDIA_TYPE).set("schema", schema(Problem.class));
        }
        return operation;
    }

    private void answer(Route route, ObjectNode response) {
        response.put("description", route.summary());
        if (!route.answers().isEmpty()) {
            List<ObjectNode> shapes = route.answers().stream().map(this::schema).toList();
            ObjectNode either = JSON.objectNode();
            shapes.forEach(either.putArray("oneOf")::add);
            response.putObject("content")
                    .putObject(Route.JSON)
                    .set("schema", shapes.size() == 1 ? shapes.get(0) : either);
        } else if (!route.mediaType().equals(Route.JSON)) {
            response.putObject("content")
                    .putObject(route.mediaType())
                    .putObject("schema")
                    .put("type", "string");
        }
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            ObjectNode schema = JSON.objectNode();
            if (of.getRawType() == Map.class) {
                schema.put("type", "object").set("additionalProperties", schema(arguments[1]));
            } else {
                schema.put("type", "array").set("items", schema(arguments[0]));
            }
            return schema;
        }
        return schema((Class<?>) type);
    }

    private ObjectNode schema(Class<?> type) {
        ObjectNode schema = JSON.objectNode();
        if (type.isRecord()) {
            describe(type);
            return schema.put("$ref", "#/components/schemas/" + type.getSimpleName());
        } else if (type.isEnum()) {
            ArrayNode names = schema.put("type", "string").putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(one -> names.add(one.toString()));
            return schema;
        } else if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return schema.put("type", "integer");
        } else if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return schema.put("type", "number");
        } else if (type == boolean.class) {
            return schema.put("type", "boolean");
        }
        return type == String.class ? schema.put("type", "string") : schema;
    }

    private void describe(Class<?> type) {
        if (schemas.has(type.getSimpleName())) {
            return;
        }
        ObjectNode schema = schemas.putObject(type.getSimpleName()).put("type", "object");
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = schema.putArray("required");
        describe(type, properties, required);
        schema.set("properties", properties);
        schema.put("additionalProperties", false);
    }

    private void describe(Class<?> type, ObjectNode properties, ArrayNode required) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(component.getType(), properties, required);
                continue;
            }
            ObjectNode property = schema(component.getGenericType());
            boolean nullable = component.isAnnotationPresent(Nullable.class) || isNullableElsewhere(type, component);
            if (nullable) {
                ObjectNode either = JSON.objectNode();
                either.putArray("anyOf").add(property).addObject().put("type", "null");
                property = either;
            } else {
                required.add(component.getName());
            }
            properties.set(component.getName(), property);
        }
    }

    /** The records of other packages say it in their comments alone. */
    private static boolean isNullableElsewhere(Class<?> type, RecordComponent component) {
        return NULLABLE_ELSEWHERE.getOrDefault(type, Set.of()).contains(component.getName());
    }
}
