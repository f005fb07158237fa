package dev.segue.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One call of the schema registry's API.
 *
 * @param path its segments, decoded
 * @param flags the query's parameters as they came, {@code name=value}
 * @param body what came with it; a missing node if nothing did
 */
record RegistryRequest(String method, List<String> path, List<String> flags, JsonNode body) {

    static RegistryRequest of(HttpExchange exchange, ObjectMapper json) throws IOException, RestClientException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        String query = exchange.getRequestURI().getQuery();
        List<String> flags = query == null ? List.of() : List.of(query.split("&"));
        return new RegistryRequest(exchange.getRequestMethod(), path, flags, body(exchange, json));
    }

    private static JsonNode body(HttpExchange exchange, ObjectMapper json) throws IOException, RestClientException {
        try {
            return json.readTree(exchange.getRequestBody());
        } catch (JsonProcessingException e) {
            throw new RestClientException("The request's body is not JSON", 400, 400);
        }
    }

    /** Whether method and path are these; {@code *} stands for any one segment. */
    boolean is(String wantedMethod, String... wanted) {
        if (!method.equals(wantedMethod) || path.size() != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the query asks for it: {@code name=true}. */
    boolean asks(String name) {
        return flags.contains(name + "=true");
    }
}
