package dev.segue.bench.peer;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a peer is told: one properties file with {@code bootstrap.servers}, {@code schema.registry.url}, {@code
 * clickstream.topic}, {@code purchases.topic}, {@code changes.topic}, {@code application.id} (also the consumer group), {@code
 * state.dir}, {@code threads} and {@code commit.interval.ms}. Others have defaults that the peers name.
 */
public final class PeerSettings implements Serializable {

    private static final long serialVersionUID = 1;

    private final Properties properties;

    public PeerSettings(Properties properties) {
        this.properties = properties;
    }

    /**
     * Reads the file that the first argument names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PeerSettings read(String... args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("one argument is needed: the properties file of the peer");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        return new PeerSettings(properties);
    }

    public String bootstrapServers() {
        return text("bootstrap.servers");
    }

    public String registryUrl() {
        return text("schema.registry.url");
    }

    public String clickstream() {
        return text("clickstream.topic");
    }

    public String purchases() {
        return text("purchases.topic");
    }

    public String changes() {
        return text("changes.topic");
    }

    public String applicationId() {
        return text("application.id");
    }

    public Path stateDirectory() {
        return Path.of(text("state.dir")).toAbsolutePath();
    }

    public int threads() {
        return (int) number("threads", 1);
    }

    public long commitIntervalMillis() {
        return number("commit.interval.ms", 100);
    }

    /** A number with a default. */
    public long number(String key, long otherwise) {
        String value = properties.getProperty(key);
        return value == null ? otherwise : Long.parseLong(value.trim());
    }

    /** A text with a default. */
    public String text(String key, String otherwise) {
        return properties.getProperty(key, otherwise).trim();
    }

    private String text(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the properties file lacks " + key);
        }
        return value.trim();
    }
}
