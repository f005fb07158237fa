package dev.segue.config;

import dev.segue.rule.Limits;
import dev.segue.wire.InputRules;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Makes settings of keys and values, or says everything that is wrong with them. */
final class SettingsReader {

    private static final ConfigDef KEYS = Keys.definition();

    private final List<String> required;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> parsed = new HashMap<>();
    private Map<String, String> environment = Map.of();

    SettingsReader(List<String> required) {
        this.required = required;
    }

    SettingsReader environment(Map<String, String> variables) {
        environment = Environment.settings(variables, KEYS.names(), problems);
        return this;
    }

    /** The settings given, with those of the environment over them. */
    Settings over(Map<String, String> given) throws InvalidSettings {
        Map<String, String> ours = new TreeMap<>();
        Map<String, String> others = new TreeMap<>();
        Map<String, String> all = new TreeMap<>(given);
        all.putAll(environment);
        all.forEach((key, value) -> (key.startsWith(Keys.PREFIX) ? ours : others).put(key, value.trim()));
        parse(ours);
        problems.addAll(KafkaKeys.problems(others));
        required.stream()
                .filter(key -> others.getOrDefault(key, "").isEmpty())
                .forEach(key -> problems.add(key + " is not set."));
        if (problems.isEmpty()) {
            checkTogether();
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings(Map.copyOf(others));
    }

    private void parse(Map<String, String> ours) {
        for (String key : ours.keySet()) {
            if (!KEYS.names().contains(key)) {
                problems.add("There is no setting " + key + "; the nearest is " + Nearest.to(key, KEYS.names()) + ".");
            }
        }
        for (ConfigValue value : KEYS.validate(ours)) {
            // a value that cannot be parsed is checked all the same, as null: the first message is the true one
            value.errorMessages().stream().findFirst().ifPresent(message -> problems.add(message + "."));
            parsed.put(value.name(), value.value());
        }
    }

    private void checkTogether() {
        if (duration(Keys.TIMELINE_RETENTION).compareTo(duration(Keys.TIMELINE_MAX_RETENTION)) > 0) {
            problems.add(Keys.TIMELINE_RETENTION + " is longer than " + Keys.TIMELINE_MAX_RETENTION + ".");
        }
        HashSet<String> names = new HashSet<>();
        topics().all().stream()
                .filter(name -> !names.add(name))
                .distinct()
                .forEach(name -> problems.add("The topic " + name + " is named for more than one purpose."));
    }

    private Settings settings(Map<String, String> kafka) {
        return new Settings(
                topics(),
                new TopicCreation(
                        (boolean) parsed.get(Keys.TOPICS_CREATE), (int) parsed.get(Keys.TOPICS_PARTITIONS), (short)
                                parsed.get(Keys.TOPICS_REPLICATION_FACTOR)),
                new InputRules(
                        Partitioner.valueOf(constant(Keys.INPUT_PARTITIONER)),
                        duration(Keys.MAX_FUTURE).toMillis(),
                        (int) parsed.get(Keys.INPUT_MAX_BYTES)),
                new ClockSettings(
                        ClockMode.valueOf(constant(Keys.CLOCK)), duration(Keys.CLOCK_IDLE), duration(Keys.TICK)),
                timeline(),
                new Limits(
                        duration(Keys.TIMELINE_MAX_RETENTION).toMillis(), (long) parsed.get(Keys.RULES_MAX_COST), (long)
                                parsed.get(Keys.RULES_MAX_SET_COST)),
                text(Keys.HOLDOUT_SEED),
                duration(Keys.BACKFILL_SLICE),
                HttpKeys.settings(parsed),
                duration(Keys.SHUTDOWN_TIMEOUT),
                kafka);
    }

    private Topics topics() {
        return new Topics(
                text(Keys.TOPIC_CLICKSTREAM),
                text(Keys.TOPIC_PURCHASES),
                text(Keys.TOPIC_CUSTOMER_PROFILES),
                text(Keys.TOPIC_SEGMENT_DEFINITIONS),
                text(Keys.TOPIC_SEGMENT_CHANGES),
                text(Keys.TOPIC_SEGMENT_MEMBERSHIPS),
                text(Keys.TOPIC_DEAD_LETTERS));
    }

    private TimelineSettings timeline() {
        return new TimelineSettings(
                duration(Keys.TIMELINE_RETENTION),
                duration(Keys.TIMELINE_MAX_RETENTION),
                (int) parsed.get(Keys.TIMELINE_MAX_ENTRIES),
                (int) parsed.get(Keys.CACHE_CUSTOMERS),
                (long) parsed.get(Keys.STORE_MEMORY));
    }

    private String text(String key) {
        return (String) parsed.get(key);
    }

    private String constant(String key) {
        return text(key).toUpperCase(Locale.ROOT);
    }

    private Duration duration(String key) {
        return Durations.parse(text(key));
    }
}
