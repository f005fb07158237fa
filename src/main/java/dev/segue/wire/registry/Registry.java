package dev.segue.wire.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema registry. Whoever asks it while it is away waits until it is back, is interrupted, or the registry is
 * closed. One is shared by all threads.
 */
public final class Registry implements AutoCloseable {

    private final Map<String, Object> settings;
    private final SchemaRegistryClient direct;
    private final PatientCalls calls;
    private final SchemaRegistryClient patient;

    private Registry(Map<String, Object> settings, SchemaRegistryClient direct) {
        this.settings = settings;
        this.direct = direct;
        this.calls = new PatientCalls(direct);
        this.patient = (SchemaRegistryClient) Proxy.newProxyInstance(
                SchemaRegistryClient.class.getClassLoader(), new Class<?>[] {SchemaRegistryClient.class}, calls);
    }

    /**
     * Makes the client; the registry itself is not called yet.
     *
     * @param settings {@code schema.registry.url} and whatever else the Confluent clients and serializers understand
     */
    public static Registry connect(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        // the client's own retries cannot be interrupted, and the patience is ours
        all.putIfAbsent(SchemaRegistryClientConfig.MAX_RETRIES_CONFIG, 0);
        KafkaAvroSerializerConfig config = new KafkaAvroSerializerConfig(all);
        SchemaRegistryClient client = SchemaRegistryClientFactory.newClient(
                config.getSchemaRegistryUrls(),
                config.getMaxSchemasPerSubject(),
                List.of(new AvroSchemaProvider()),
                config.originalsWithPrefix(""),
                config.requestHeaders());
        return new Registry(all, client);
    }

    /** A client that waits while the registry is away; every other answer, refusals included, passes through. */
    SchemaRegistryClient client() {
        return patient;
    }

    Map<String, Object> settings() {
        return settings;
    }

    /** Ends all waiting, now and from now on, with a {@link RegistryClosed}; a registry that is there still answers. */
    public void stopWaiting() {
        calls.close();
    }

    /** Ends all waiting, and lets go of the registry. */
    @Override
    public void close() {
        stopWaiting();
        try {
            direct.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The schema registry's client did not close", e);
        }
    }
}
