package dev.segue.cluster;

import dev.segue.demo.EmbeddedRegistry;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** A time during which nobody answers at the schema registry's address. */
public final class RegistryOutage {

    private static final int PATIENCE_MILLIS = 60_000;

    private final String scope;
    private final int port;
    private final SchemaRegistryClient schemas;

    /** Begins with the registry's end. */
    RegistryOutage(EmbeddedRegistry registry, String scope) {
        this.scope = scope;
        port = URI.create(registry.url()).getPort();
        schemas = MockSchemaRegistry.getClientForScope(scope);
        registry.close();
    }

    /** Waits until somebody asks, in vain. */
    public void awaitQuestion() throws IOException {
        try (ServerSocket address = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            address.setSoTimeout(PATIENCE_MILLIS);
            address.accept().close();
        }
    }

    /** The registry again, with all schemas that it has been given till now. */
    EmbeddedRegistry end() throws IOException, RestClientException {
        SchemaRegistryClient back = MockSchemaRegistry.getClientForScope(scope);
        for (String subject : schemas.getAllSubjects()) {
            for (int version : schemas.getAllVersions(subject)) {
                int id = schemas.getSchemaMetadata(subject, version).getId();
                back.register(subject, schemas.getSchemaById(id), version, id);
            }
        }
        return EmbeddedRegistry.start(port, scope);
    }
}
