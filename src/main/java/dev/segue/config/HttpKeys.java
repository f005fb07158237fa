package dev.segue.config;

import dev.segue.config.Keys.Group;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the HTTP side: where it listens, and what it shows itself by. */
final class HttpKeys {

    static final String TLS_CERTIFICATE = "segue.http.tls.certificate";
    static final String TLS_KEY = "segue.http.tls.key";
    static final String MANAGEMENT_HOST = "segue.management.host";
    static final String MANAGEMENT_PORT = "segue.management.port";

    private HttpKeys() {}

    static void define(Group group) {
        group.key(
                Keys.HTTP_HOST,
                Type.STRING,
                "127.0.0.1",
                Keys.TEXT,
                "Address that the HTTP API listens on; 0.0.0.0 for all. Other instances find this one at Kafka's"
                        + " application.server (HOST:PORT), by default this address, or the machine's own where it is all.");
        group.key(
                Keys.HTTP_PORT,
                Type.INT,
                8080,
                Range.between(0, 65_535),
                "Port that the HTTP API listens on; 0 for any that is free.");
        group.key(
                Keys.HTTP_THREADS,
                Type.INT,
                128,
                Range.between(8, 1_000),
                "Threads that answer over HTTP, at most; three in four of them at most wait for other instances.");
        file(
                group,
                TLS_CERTIFICATE,
                "PEM file with the API's certificate and those of the authorities between; empty for plain HTTP."
                        + " Read again when it changes.");
        file(group, TLS_KEY, "PEM file with the certificate's private key, as PKCS#8.");
        group.key(
                MANAGEMENT_PORT,
                Type.INT,
                ManagementSettings.NONE,
                Range.between(ManagementSettings.NONE, 65_535),
                "Port of /healthz, /readyz and /metrics, by plain HTTP and without tokens; 0 for any that is free, -1"
                        + " for the API's own, where /metrics needs the role operate if tokens are asked for.");
        group.key(
                MANAGEMENT_HOST,
                Type.STRING,
                "127.0.0.1",
                Keys.TEXT,
                "Address that the management port is on; 0.0.0.0 for all.");
    }

    static void file(Group group, String key, String purpose) {
        group.key(key, Type.STRING, "", new FileName(), purpose);
    }

    static HttpSettings settings(Map<String, Object> parsed) {
        return new HttpSettings(
                (String) parsed.get(Keys.HTTP_HOST),
                (int) parsed.get(Keys.HTTP_PORT),
                (int) parsed.get(Keys.HTTP_THREADS),
                new TlsSettings(file(parsed, TLS_CERTIFICATE), file(parsed, TLS_KEY)),
                AccessKeys.settings(parsed),
                AccessKeys.peers(parsed),
                new ManagementSettings((String) parsed.get(MANAGEMENT_HOST), (int) parsed.get(MANAGEMENT_PORT)),
                AccessKeys.auditKey(parsed));
    }

    static Optional<Path> file(Map<String, Object> parsed, String key) {
        String name = (String) parsed.get(key);
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }

    record FileName() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            // the one character that no name of a file has
            if (((String) value).indexOf('\0') >= 0) {
                throw new ConfigException(key, value, "is no name of a file");
            }
        }

        @Override
        public String toString() {
            return "file";
        }
    }
}
