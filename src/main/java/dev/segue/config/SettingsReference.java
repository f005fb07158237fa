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

            A properties file (`--config FILE`), and environment variables over it. An unknown `segue.` key is an error that names the
            nearest one. Durations are a number and a unit: `200ms`, `30s`, `15m`, `6h`, `7d`.

            `segue run` needs `bootstrap.servers` and `schema.registry.url`; all else has a default.

            Kafka's own keys pass through as they are: `security.protocol`, `num.standby.replicas`, `consumer.max.poll.records`, ... So do
            those of the Confluent clients: `schema.registry.ssl.*`, `basic.auth.*`, `auto.register.schemas`, ... Only
            `processing.guarantee` cannot be other than `exactly_once_v2`.

            ## In the environment

            | variable | is |
            |---|---|
            | `SEGUE_MAX_FUTURE` | `segue.max-future`: in capitals, each dot and hyphen a `_` |
            | `KAFKA_BOOTSTRAP_SERVERS` | `bootstrap.servers`: after `KAFKA_`, in capitals, each dot a `_` |
            | `KAFKA_BASIC_AUTH_USER_INFO` | `basic.auth.user.info`: so too all keys of the Confluent clients |
            | `SCHEMA_REGISTRY_URL` | `schema.registry.url`, and so on |
            | `SEGUE_JAVA_OPTS` | options for Java, of the script `./segue` |
            | `JDK_JAVA_OPTIONS` | options for Java, of the image; replaces the image's own |
            | `SEGUE_TOKEN` | the token that commands call a service with, where no `--token-file` has one |
            """;

    private static final String KAFKAS = """

            ## Kafka's keys that Segue sets

            Unless they are given, with the client's prefix or without. All others have Kafka's defaults.

            | key | default |
            |---|---|
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
        text.append(KAFKAS);
        KafkaKeys.defaults().forEach((key, value) -> text.append("| `%s` | `%s` |\n".formatted(key, value)));
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
