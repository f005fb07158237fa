package dev.segue.bench.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the contract is in Segue's own settings; everything else is left as it comes. */
final class SegueSettings {

    private static final String PROPERTY = "bench.segue.";

    private SegueSettings() {}

    /** As a user runs it. */
    static String jar() {
        return Path.of(System.getProperty("bench.home"), "..", "target", "segue.jar")
                .normalize()
                .toString();
    }

    /** As a user gives them to the segue command. */
    static List<String> javaOptions() {
        String given = System.getenv().getOrDefault("SEGUE_JAVA_OPTS", "").strip();
        return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
    }

    static Map<String, String> of(Map<String, String> contract, int port) {
        String id = contract.get("application.id");
        Map<String, String> settings = new TreeMap<>();
        for (String same : new String[] {
            "bootstrap.servers", "schema.registry.url", "application.id", "state.dir", "commit.interval.ms"
        }) {
            settings.put(same, contract.get(same));
        }
        settings.put("num.stream.threads", contract.get("threads"));
        settings.put("segue.clock", contract.getOrDefault("clock", "event"));
        settings.put("segue.topic.clickstream", contract.get("clickstream.topic"));
        settings.put("segue.topic.purchases", contract.get("purchases.topic"));
        settings.put("segue.topic.segment-changes", contract.get("changes.topic"));
        settings.put("segue.topic.customer-profiles", id + "-profiles");
        settings.put("segue.topic.segment-definitions", id + "-definitions");
        settings.put("segue.topic.segment-memberships", id + "-memberships");
        settings.put("segue.topic.dead-letters", id + "-dead-letters");
        settings.put("segue.http.port", String.valueOf(port));
        settings.put("segue.topics.create", "true");
        settings.put("segue.topics.partitions", contract.get("partitions"));
        // as exact as the others are, whatever the number of a customer's events
        settings.put("segue.timeline.max-entries", "10000000");
        settings.put("segue.rules.max-set-cost", "1000000000");
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PROPERTY))
                .forEach(key -> settings.put(key.substring(PROPERTY.length()), System.getProperty(key)));
        return settings;
    }
}
