package dev.segue.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** Kafka's own keys: which defaults Segue gives them, and what is wrong with those given. */
final class KafkaKeys {

    private static final List<ConfigDef> DEFINITIONS = List.of(
            StreamsConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef());

    private static final Map<String, ConfigDef> PREFIXES = Map.of(
            StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef(),
            StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef(),
            StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configDef(),
            StreamsConfig.GLOBAL_CONSUMER_PREFIX, ConsumerConfig.configDef(),
            StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef(),
            StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configDef());

    private static final List<String> REGISTRY_PREFIXES =
            List.of("schema.registry.", "basic.auth.", "bearer.auth.", "avro.");

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, "segue"),
            Map.entry(StreamsConfig.STATE_DIR_CONFIG, "segue-state"),
            Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
            // how soon a change is seen by consumers that read what is committed
            Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100),
            Map.entry(StreamsConfig.POLL_MS_CONFIG, 20),
            Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
            // the streams protocol has no warm-up replicas yet
            Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
            Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1),
            // customers and the tasks' progress have caches of their own
            Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0),
            Map.entry(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName()),
            Map.entry(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName()),
            Map.entry(
                    StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                    LogAndFailProcessingExceptionHandler.class.getName()),
            Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true),
            Map.entry(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO"),
            Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
            Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed"),
            // nothing waits for a batch to fill: a commit sends what there is
            Map.entry(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100),
            Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10),
            // less than half of the changelog's bytes, for less than a microsecond an event; every client can read it
            Map.entry(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4"));

    private KafkaKeys() {}

    /** What Segue sets, by key. */
    static SortedMap<String, Object> defaults() {
        return new TreeMap<>(DEFAULTS);
    }

    /** What Segue sets, what is given over it, whether with the client's prefix or without. */
    static Properties streams(Map<String, String> given) {
        Properties properties = new Properties();
        DEFAULTS.forEach((key, value) -> {
            if (!given.containsKey(unprefixed(key))) {
                properties.put(key, value);
            }
        });
        given.forEach((key, value) -> {
            if (REGISTRY_PREFIXES.stream().noneMatch(key::startsWith)) {
                properties.put(key, value);
            }
        });
        return properties;
    }

    private static Optional<String> prefixOf(String key) {
        return PREFIXES.keySet().stream().filter(key::startsWith).findFirst();
    }

    private static String unprefixed(String key) {
        return key.substring(prefixOf(key).map(String::length).orElse(0));
    }

    /** Everything that Kafka would refuse, each a sentence. */
    static List<String> problems(Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        given.forEach((key, value) -> {
            List<ConfigDef> definitions =
                    prefixOf(key).map(PREFIXES::get).map(List::of).orElse(DEFINITIONS);
            definitions.stream()
                    .map(definition -> definition.configKeys().get(unprefixed(key)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(kafkas -> check(key, value, kafkas, problems));
        });
        String guarantee = given.getOrDefault(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        if (!guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            problems.add("processing.guarantee must be exactly_once_v2: with less, a crash could lose changes or repeat"
                    + " them, and memberships would no longer be those of the events.");
        }
        return problems;
    }

    private static void check(String key, String value, ConfigDef.ConfigKey kafkas, List<String> problems) {
        // a reference to a secret is resolved by the client
        if (value.startsWith("${")) {
            return;
        }
        try {
            Object parsed = ConfigDef.parseType(key, value, kafkas.type);
            if (kafkas.validator != null) {
                kafkas.validator.ensureValid(key, parsed);
            }
        } catch (ConfigException e) {
            problems.add(e.getMessage() + ".");
        }
    }

    /** The largest request that the producers may send, in bytes. */
    static int maxRequestBytes(Map<String, String> given) {
        String key = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        Object standard = ProducerConfig.configDef().defaultValues().get(key);
        String unprefixed = given.getOrDefault(key, standard.toString());
        return Integer.parseInt(given.getOrDefault(StreamsConfig.producerPrefix(key), unprefixed)
                .trim());
    }
}
