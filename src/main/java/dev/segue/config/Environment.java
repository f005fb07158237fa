package dev.segue.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings from environment variables: {@code SEGUE_MAX_FUTURE} is {@code segue.max-future}, {@code
 * KAFKA_BOOTSTRAP_SERVERS} is {@code bootstrap.servers}, {@code SCHEMA_REGISTRY_URL} is {@code schema.registry.url}.
 */
final class Environment {

    private static final String SEGUE = "SEGUE_";
    private static final String KAFKA = "KAFKA_";
    private static final String SCHEMA_REGISTRY = "SCHEMA_REGISTRY_";

    /** What Kubernetes sets for every service of the namespace, one named segue or kafka too. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "\\w+_SERVICE_(HOST|PORT)(_\\w+)?=.*|\\w+_PORT(_\\d+_(TCP|UDP)_\\w+=.*|\\w*=(tcp|udp)://.*)");

    /** For the scripts that start Java, Segue's and Kafka's, and for commands that call a service; no settings. */
    private static final Set<String> SCRIPTS = Set.of(
            "SEGUE_HOME",
            "SEGUE_JAVA_OPTS",
            "SEGUE_TOKEN",
            "KAFKA_HOME",
            "KAFKA_OPTS",
            "KAFKA_HEAP_OPTS",
            "KAFKA_JMX_OPTS",
            "KAFKA_LOG4J_OPTS");

    private Environment() {}

    /**
     * The settings that the variables hold.
     *
     * @param keys the {@code segue.} keys there are
     * @param problems where those are added who look like settings and are none
     */
    static Map<String, String> settings(Map<String, String> variables, Collection<String> keys, List<String> problems) {
        Map<String, String> byVariable = new LinkedHashMap<>();
        keys.forEach(key -> byVariable.put(variableOf(key), key));
        Map<String, String> settings = new TreeMap<>();
        new TreeMap<>(variables).forEach((variable, value) -> {
            if (SCRIPTS.contains(variable)
                    || SERVICE_LINK.matcher(variable + "=" + value).matches()) {
                return;
            }
            if (byVariable.containsKey(variable)) {
                settings.put(byVariable.get(variable), value);
            } else if (variable.startsWith(SEGUE)) {
                problems.add("There is no setting " + variable + "; the nearest is "
                        + Nearest.to(variable, byVariable.keySet()) + ".");
            } else if (variable.startsWith(KAFKA)) {
                settings.put(dotted(variable.substring(KAFKA.length())), value);
            } else if (variable.startsWith(SCHEMA_REGISTRY)) {
                settings.put(dotted(variable), value);
            }
        });
        return settings;
    }

    static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
