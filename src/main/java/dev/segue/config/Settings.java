package dev.segue.config;

import dev.segue.rule.Limits;
import dev.segue.timeline.Retention;
import dev.segue.wire.InputRules;
import dev.segue.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;

/**
 * All settings, checked.
 *
 * @param holdoutSeed decides who is in the holdout arms
 * @param backfillSlice how long a task may backfill at a stretch
 * @param shutdownTimeout how long a clean stop may take
 * @param kafka the keys that are Kafka's, the schema registry's or anybody's but Segue's, as given
 */
public record Settings(
        Topics topics,
        TopicCreation topicCreation,
        InputRules input,
        ClockSettings clock,
        TimelineSettings timeline,
        Limits limits,
        String holdoutSeed,
        Duration backfillSlice,
        HttpSettings http,
        Duration shutdownTimeout,
        Map<String, String> kafka) {

    /** What cannot be done without where a cluster is used. */
    public static final List<String> CLUSTER = List.of("bootstrap.servers", "schema.registry.url");

    /** The settings when nothing is set; enough for whatever needs no cluster. */
    public static Settings defaults() {
        try {
            return of(Map.of(), List.of());
        } catch (InvalidSettings e) {
            throw new IllegalStateException("The defaults are not valid", e);
        }
    }

    /**
     * Reads a properties file and the environment over it.
     *
     * @param file null for none
     * @param required keys that must be there, as in {@link #CLUSTER}
     * @throws InvalidSettings with every problem
     */
    public static Settings load(Path file, Map<String, String> environment, List<String> required)
            throws IOException, InvalidSettings {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new InvalidSettings(List.of(file + " is not a properties file: " + e.getMessage()));
            }
        }
        Map<String, String> given = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> given.put(key, properties.getProperty(key)));
        return new SettingsReader(required).environment(environment).over(given);
    }

    /**
     * The settings of these keys and values alone.
     *
     * @throws InvalidSettings with every problem
     */
    public static Settings of(Map<String, String> given, List<String> required) throws InvalidSettings {
        return new SettingsReader(required).over(given);
    }

    /** How much is kept of each customer, before any rule asks for more. */
    public Retention retention() {
        return new Retention(timeline.retention().toMillis(), timeline.maxEntries());
    }

    /**
     * Where other instances find this one, as HOST:PORT: what {@code application.server} says, else where the API listens.
     *
     * @param port that it listens on
     */
    public String address(int port) {
        String given = kafka.get(StreamsConfig.APPLICATION_SERVER_CONFIG);
        return given == null || given.isBlank() ? HostAddress.of(http.host()) + ":" + port : given;
    }

    /** The properties for Kafka Streams: Segue's defaults, and what is given over them. */
    public Properties streamsProperties() {
        return KafkaKeys.streams(kafka);
    }

    /** Where the state is kept. */
    public Path stateDirectory() {
        return Path.of(streamsProperties().get(StreamsConfig.STATE_DIR_CONFIG).toString());
    }

    /** What the schema registry's client and the serializers go by. */
    public Map<String, String> registryProperties() {
        return kafka;
    }

    /** The largest request that the producers may send, in bytes. */
    public int maxRequestBytes() {
        return KafkaKeys.maxRequestBytes(kafka);
    }
}
