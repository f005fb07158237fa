package dev.segue.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The reference of the settings, written from their definition. */
public final class SettingsReference {

    private static final String HEAD = """
            # Settings

            A properties file (`--config FILE`), environment variables over it: `segue.max-future` is `SEGUE_MAX_FUTURE`. Kafka's
            own keys pass through as they are (`bootstrap.servers`, `num.standby.replicas`, `producer.linger.ms`, ...); in the
            environment, `KAFKA_BOOTSTRAP_SERVERS` is `bootstrap.servers`, and so on. The keys of the Confluent clients pass through
            too: `schema.registry.url` (`SCHEMA_REGISTRY_URL`), `schema.registry.ssl.*`, `basic.auth.*`, `auto.register.schemas`, ...
            Only `processing.guarantee` cannot be other than `exactly_once_v2`.

            Durations are a number and a unit: `200ms`, `30s`, `15m`, `6h`, `7d`. An unknown `segue.` key is an error.

            `segue run` needs `bootstrap.servers` and `schema.registry.url`; all else has a default.
            """;

    private SettingsReference() {}

    /** The whole reference as Markdown. */
    public static String markdown() {
        ConfigDef keys = Keys.definition();
        StringBuilder text = new StringBuilder(HEAD);
        for (String group : keys.groups()) {
            text.append("\n## ").append(group).append("\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
            keys.configKeys().values().stream()
                    .filter(key -> key.group.equals(group))
                    .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                    .forEach(key -> text.append(row(key)));
        }
        return text.toString();
    }

    private static String row(ConfigKey key) {
        String allowed = key.validator == null || key.validator instanceof ConfigDef.NonEmptyString
                ? key.type.name().toLowerCase(Locale.ROOT)
                : key.validator.toString();
        String standard = key.defaultValue instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : String.valueOf(key.defaultValue);
        return "| `%s` | %s | %s | %s |\n"
                .formatted(key.name, standard.isEmpty() ? "" : "`" + standard + "`", allowed, key.documentation);
    }
}
