package dev.segue.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.query.answer.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes routes and the shapes of their answers, as OpenAPI 3.1. */
final class OpenApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

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
                                + " standby answered instead. Times are epoch milliseconds.")
                .put("version", "1");
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            paths.withObjectProperty(route.path())
                    .set(route.method().name().toLowerCase(Locale.ROOT), api.operation(route));
        }
        document.putObject("components").set("schemas", api.schemas);
        return document;
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation = JSON.objectNode().put("summary", route.summary());
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
        for (int status : route.refusals()) {
            ObjectNode refusal = responses.putObject(String.valueOf(status));
            refusal.put("description", Problem.of(status, "").title());
            refusal.putObject("content").putObject(Problem.MEDIA_TYPE).set("schema", schema(Problem.class));
        }
        return operation;
    }

    private void answer(Route route, ObjectNode response) {
        response.put("description", route.summary());
        if (route.answers() != null) {
            response.putObject("content").putObject(Route.JSON).set("schema", schema(route.answers()));
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
        } else if (type == double.class || type == Double.class) {
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
        for (RecordComponent component : type.getRecordComponents()) {
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
        schema.set("properties", properties);
        schema.put("additionalProperties", false);
    }

    /** The records of other packages say it in their comments alone. */
    private static boolean isNullableElsewhere(Class<?> type, RecordComponent component) {
        return type == dev.segue.membership.Membership.class
                && component.getName().equals("exitExpectedAt");
    }
}
