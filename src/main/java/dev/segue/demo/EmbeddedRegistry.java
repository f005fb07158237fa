package dev.segue.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A schema registry inside this process for Confluent clients of any process on this machine: the usual HTTP API over
 * loopback, schemas in memory, {@code BACKWARD} compatibility unless told otherwise. Inside this process the same schemas are
 * at {@link #scopeUrl}, without HTTP.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String scope;
    private final HttpServer server;
    private final ExecutorService threads;
    private final RegistryApi api;

    private EmbeddedRegistry(String scope, HttpServer server) {
        this.scope = scope;
        this.server = server;
        this.threads = Executors.newFixedThreadPool(2, EmbeddedRegistry::daemon);
        this.api = new RegistryApi(MockSchemaRegistry.getClientForScope(scope));
    }

    /**
     * Starts a registry.
     *
     * @param port the port to listen on, or 0 for a free one
     * @param scope its name within this process; a scope in use shares its schemas
     * @throws IllegalStateException if the port is taken
     */
    public static EmbeddedRegistry start(int port, String scope) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            EmbeddedRegistry registry = new EmbeddedRegistry(scope, HttpServer.create(address, 0));
            registry.server.setExecutor(registry.threads);
            registry.server.createContext("/", registry::handle);
            registry.server.start();
            return registry;
        } catch (IOException e) {
            throw new IllegalStateException("the embedded schema registry cannot listen on " + address, e);
        }
    }

    /** What clients name as {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What clients inside this process may name instead. */
    public String scopeUrl() {
        return "mock://" + scope;
    }

    /** Stops it and forgets its schemas. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        MockSchemaRegistry.dropScope(scope);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            respond(exchange, 200, api.answer(RegistryRequest.of(exchange, JSON)));
        } catch (RestClientException e) {
            // its own message ends in "; error code: n", which the client adds again
            String message = e.getMessage().replaceFirst("; error code: \\d+$", "");
            respond(exchange, e.getStatus(), error(e.getErrorCode(), message));
        } catch (RuntimeException e) {
            respond(exchange, 500, error(50001, "Error in the backend data store"));
        }
    }

    private static JsonNode error(int code, String message) {
        return JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
    }

    private static void respond(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "embedded-registry");
        thread.setDaemon(true);
        return thread;
    }
}
