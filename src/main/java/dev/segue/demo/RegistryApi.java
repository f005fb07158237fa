package dev.segue.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The schema registry's API, answered from a client that keeps the schemas: the same answers and error codes. */
final class RegistryApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaRegistryClient schemas;

    RegistryApi(SchemaRegistryClient schemas) {
        this.schemas = schemas;
    }

    /** One call at a time: nobody registers between another's check and their registration. */
    synchronized JsonNode answer(RegistryRequest request) throws IOException, RestClientException {
        return switch (request.path().isEmpty() ? "" : request.path().get(0)) {
            case "" -> JSON.objectNode();
            case "subjects" -> subjects(request);
            case "schemas" -> schemas(request);
            case "config" -> config(request);
            case "mode" -> JSON.objectNode().put("mode", "READWRITE");
            case "compatibility" -> compatibility(request);
            default -> throw notFound(404, "HTTP 404 Not Found");
        };
    }

    private JsonNode subjects(RegistryRequest request) throws IOException, RestClientException {
        if (request.is("GET", "subjects")) {
            return array(named(schemas.getAllSubjects()));
        } else if (request.is("POST", "subjects", "*")) {
            return lookUp(request, request.path().get(1));
        } else if (request.is("DELETE", "subjects", "*")) {
            return numbers(schemas.deleteSubject(known(request.path().get(1))));
        } else if (request.is("GET", "subjects", "*", "versions")) {
            return numbers(schemas.getAllVersions(known(request.path().get(1))));
        } else if (request.is("POST", "subjects", "*", "versions")) {
            return register(request, request.path().get(1));
        } else if (request.is("GET", "subjects", "*", "versions", "*")) {
            return described(version(request));
        } else if (request.is("GET", "subjects", "*", "versions", "*", "schema")) {
            return JSON.rawValueNode(new RawValue(version(request).getSchema()));
        }
        throw notFound(404, "HTTP 404 Not Found");
    }

    private JsonNode schemas(RegistryRequest request) throws IOException, RestClientException {
        if (request.is("GET", "schemas", "types")) {
            return JSON.arrayNode().add("AVRO");
        } else if (request.is("GET", "schemas", "ids", "*")) {
            return JSON.objectNode().put("schema", byId(request).canonicalString());
        } else if (request.is("GET", "schemas", "ids", "*", "schema")) {
            return JSON.rawValueNode(new RawValue(byId(request).canonicalString()));
        } else if (request.is("GET", "schemas", "ids", "*", "subjects")) {
            byId(request);
            return array(named(schemas.getAllSubjectsById(id(request))));
        } else if (request.is("GET", "schemas", "ids", "*", "versions")) {
            byId(request);
            ArrayNode versions = JSON.arrayNode();
            schemas.getAllVersionsById(id(request)).stream()
                    .filter(v -> !v.getSubject().isEmpty())
                    .forEach(v ->
                            versions.addObject().put("subject", v.getSubject()).put("version", v.getVersion()));
            return versions;
        }
        throw notFound(404, "HTTP 404 Not Found");
    }

    private JsonNode register(RegistryRequest request, String subject) throws IOException, RestClientException {
        ParsedSchema schema = parsed(request);
        boolean normalize = request.asks("normalize");
        if (!isRegistered(subject, schema, normalize)) {
            List<String> problems = schemas.testCompatibilityVerbose(subject, schema);
            if (!problems.isEmpty()) {
                String message = "Schema being registered is incompatible with an earlier schema for subject \"%s\", "
                        + "details: %s";
                throw new RestClientException(message.formatted(subject, problems), 409, 409);
            }
        }
        return JSON.objectNode().put("id", schemas.register(subject, schema, normalize));
    }

    private JsonNode lookUp(RegistryRequest request, String subject) throws IOException, RestClientException {
        known(subject);
        ParsedSchema schema = parsed(request);
        boolean normalize = request.asks("normalize");
        if (!isRegistered(subject, schema, normalize)) {
            throw notFound(40403, "Schema not found");
        }
        return described(schemas.getSchemaMetadata(subject, schemas.getVersion(subject, schema, normalize)));
    }

    private JsonNode config(RegistryRequest request) throws IOException, RestClientException {
        String subject = request.path().size() > 1 ? request.path().get(1) : null;
        if (request.is("PUT", "config") || request.is("PUT", "config", "*")) {
            String level = level(request.body().path("compatibility").asText());
            schemas.updateConfig(subject, new Config(level));
            return JSON.objectNode().put("compatibility", level);
        } else if (request.is("GET", "config") || request.is("GET", "config", "*")) {
            return JSON.objectNode().put("compatibilityLevel", compatibilityOf(subject, request));
        }
        throw notFound(404, "HTTP 404 Not Found");
    }

    private String compatibilityOf(String subject, RegistryRequest request) throws IOException, RestClientException {
        try {
            return schemas.getConfig(subject).getCompatibilityLevel();
        } catch (RestClientException e) {
            if (request.asks("defaultToGlobal")) {
                return schemas.getConfig(null).getCompatibilityLevel();
            }
            String message = "Subject '%s' does not have subject-level compatibility configured";
            throw notFound(40408, message.formatted(subject));
        }
    }

    private JsonNode compatibility(RegistryRequest request) throws IOException, RestClientException {
        boolean latest = request.is("POST", "compatibility", "subjects", "*", "versions", "latest");
        if (!latest && !request.is("POST", "compatibility", "subjects", "*", "versions")) {
            throw notFound(404, "HTTP 404 Not Found");
        }
        String subject = latest ? known(request.path().get(2)) : request.path().get(2);
        List<String> problems = schemas.testCompatibilityVerbose(subject, parsed(request));
        ObjectNode answer = JSON.objectNode().put("is_compatible", problems.isEmpty());
        if (request.asks("verbose")) {
            answer.set("messages", array(problems));
        }
        return answer;
    }

    private ParsedSchema parsed(RegistryRequest request) throws RestClientException {
        String type = request.body().path("schemaType").asText("AVRO");
        String text = request.body().path("schema").asText();
        return schemas.parseSchema(type, text, List.of())
                .orElseThrow(() -> new RestClientException("Invalid schema of type " + type, 422, 42201));
    }

    private boolean isRegistered(String subject, ParsedSchema schema, boolean normalize) throws IOException {
        try {
            return schemas.getId(subject, schema, normalize) > 0;
        } catch (RestClientException e) {
            return false;
        }
    }

    /** The client keeps schemas looked up by id alone below an empty name. */
    private static List<String> named(Collection<String> subjects) {
        return subjects.stream().filter(subject -> !subject.isEmpty()).toList();
    }

    private String known(String subject) throws IOException, RestClientException {
        if (!schemas.getAllSubjects().contains(subject)) {
            throw notFound(40401, "Subject '" + subject + "' not found.");
        }
        return subject;
    }

    private SchemaMetadata version(RegistryRequest request) throws IOException, RestClientException {
        String subject = known(request.path().get(1));
        String version = request.path().get(3);
        if (version.equals("latest") || version.equals("-1")) {
            return schemas.getLatestSchemaMetadata(subject);
        }
        if (!version.matches("[1-9][0-9]{0,8}")) {
            String message = "The specified version '%s' is not a valid version id. Allowed values are between "
                    + "[1, 2^31-1] and the string \"latest\"";
            throw new RestClientException(message.formatted(version), 422, 42202);
        }
        int number = Integer.parseInt(version);
        if (!schemas.getAllVersions(subject).contains(number)) {
            throw notFound(40402, "Version " + number + " not found.");
        }
        return schemas.getSchemaMetadata(subject, number);
    }

    private ParsedSchema byId(RegistryRequest request) throws IOException, RestClientException {
        try {
            return schemas.getSchemaById(id(request));
        } catch (RestClientException e) {
            throw notFound(40403, "Schema " + id(request) + " not found");
        }
    }

    private static int id(RegistryRequest request) throws RestClientException {
        try {
            return Integer.parseInt(request.path().get(2));
        } catch (NumberFormatException e) {
            throw notFound(404, "HTTP 404 Not Found");
        }
    }

    private static String level(String given) throws RestClientException {
        CompatibilityLevel level = CompatibilityLevel.forName(given.toUpperCase(Locale.ROOT));
        if (level == null) {
            String message = "Invalid compatibility level. Valid values are none, backward, forward, full, "
                    + "backward_transitive, forward_transitive, and full_transitive";
            throw new RestClientException(message, 422, 42203);
        }
        return level.name;
    }

    private static JsonNode described(SchemaMetadata found) {
        return JSON.objectNode()
                .put("subject", found.getSubject())
                .put("version", found.getVersion())
                .put("id", found.getId())
                .put("schema", found.getSchema());
    }

    private static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(Collection<Integer> numbers) {
        ArrayNode array = JSON.arrayNode();
        numbers.forEach(array::add);
        return array;
    }

    private static RestClientException notFound(int code, String message) {
        return new RestClientException(message, 404, code);
    }
}
