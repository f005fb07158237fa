package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.wire.registry.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where Kafka and the schema registry are. */
final class Cluster {

    private static final int PATIENCE = 30_000;

    @Mixin
    private ConfigFile config;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka, over the settings.")
    private String bootstrapServers;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "The schema registry, over the settings.")
    private String schemaRegistry;

    /** The settings; Kafka and the registry are named in them. */
    Settings settings() throws CommandFailed {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (bootstrapServers != null) {
            environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        }
        if (schemaRegistry != null) {
            environment.put("SCHEMA_REGISTRY_URL", schemaRegistry);
        }
        Verbosity.lower();
        return config.load(environment, Settings.CLUSTER);
    }

    /**
     * Does what needs the schema registry for the first time.
     *
     * @throws CommandFailed if the registry does not answer in half a minute: a command does not wait for ever, as the
     *     service does
     */
    static <T> T contacting(Registry registry, Supplier<T> work) throws CommandFailed {
        AtomicReference<Boolean> answered = new AtomicReference<>();
        CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.MILLISECONDS).execute(() -> {
            if (answered.compareAndSet(null, false)) {
                registry.close();
            }
        });
        try {
            T result = work.get();
            answered.compareAndSet(null, true);
            return result;
        } catch (KafkaException e) {
            if (!answered.compareAndSet(null, true)) {
                throw new CommandFailed(ExitCode.FAILED, "the schema registry did not answer in time", e);
            }
            throw e;
        }
    }

    /** What a plain Kafka client needs to connect; it gives up where the service would wait. */
    static Map<String, Object> client(Settings settings) {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        // of the service's group, not of a command's clients
        client.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE);
        return client;
    }
}
