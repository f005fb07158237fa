package dev.segue.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cluster.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds answers against what the description of the API says of them. */
record Shapes(JsonNode api) {

    void check(String path, Answer answer) throws IOException {
        check("get", path, answer);
    }

    void check(String method, String path, Answer answer) throws IOException {
        JsonNode responses = api.get("paths").get(path).get(method).get("responses");
        JsonNode response = responses.get(String.valueOf(answer.status()));
        assertThat(response).as("%s %s", path, answer.status()).isNotNull();
        String type = answer.header("Content-Type").split(";")[0];
        JsonNode content = response.get("content").get(type);
        assertThat(content).as("%s %s", path, type).isNotNull();
        check(path, content.get("schema"), answer.json());
    }

    private void check(String where, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText().substring("#/components/schemas/".length());
            check(where, api.get("components").get("schemas").get(name), value);
        } else if (schema.has("oneOf")) {
            List<AssertionError> misfits = new ArrayList<>();
            for (JsonNode one : schema.get("oneOf")) {
                try {
                    check(where, one, value);
                } catch (AssertionError e) {
                    misfits.add(e);
                }
            }
            assertThat(misfits).as(where).hasSize(schema.get("oneOf").size() - 1);
        } else if (schema.has("anyOf")) {
            if (!value.isNull()) {
                check(where, schema.get("anyOf").get(0), value);
            }
        } else if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(value);
        } else if (schema.has("type")) {
            checkType(where, schema, value);
        }
    }

    private void checkType(String where, JsonNode schema, JsonNode value) {
        switch (schema.get("type").asText()) {
            case "object" -> checkObject(where, schema, value);
            case "array" -> {
                assertThat(value.isArray()).as(where).isTrue();
                value.forEach(item -> check(where + "[]", schema.get("items"), item));
            }
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            case "number" -> assertThat(value.isNumber()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            default -> assertThat(value.isTextual()).as(where).isTrue();
        }
    }

    private void checkObject(String where, JsonNode schema, JsonNode value) {
        assertThat(value.isObject()).as(where).isTrue();
        if (!schema.has("properties")) {
            value.forEach(each -> check(where + ".*", schema.get("additionalProperties"), each));
            return;
        }
        schema.get("required")
                .forEach(name -> assertThat(value.has(name.asText()))
                        .as("%s.%s", where, name)
                        .isTrue());
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode property = schema.get("properties").get(field.getKey());
            assertThat(property).as("%s.%s", where, field.getKey()).isNotNull();
            check(where + "." + field.getKey(), property, field.getValue());
        }
    }
}
