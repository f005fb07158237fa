package dev.segue.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    @Test
    void shouldGiveKafkaStreamsItsDefaults() throws InvalidSettings {
        StreamsConfig config = streams(Map.of());

        assertThat(values(config))
                .containsEntry("application.id", "segue")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("commit.interval.ms", 100L)
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("group.protocol", "classic")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("statestore.cache.max.bytes", 0L)
                .containsEntry("metrics.recording.level", "INFO");
        assertThat(config.getMainConsumerConfigs("g", "c", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest");
        assertThat(String.valueOf(config.getProducerConfigs("c").get("linger.ms")))
                .isEqualTo("100");
        assertThat(config.getProducerConfigs("c")).containsEntry("compression.type", "lz4");
    }

    @Test
    void shouldLetWhatIsGivenWin() throws InvalidSettings {
        StreamsConfig config = streams(Map.of(
                "application.id", "mine",
                "linger.ms", "77",
                "compression.type", "zstd",
                "consumer.auto.offset.reset", "latest",
                "num.standby.replicas", "0"));

        assertThat(values(config)).containsEntry("application.id", "mine").containsEntry("num.standby.replicas", 0);
        assertThat(String.valueOf(config.getProducerConfigs("c").get("linger.ms")))
                .isEqualTo("77");
        assertThat(config.getProducerConfigs("c")).containsEntry("compression.type", "zstd");
        assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("auto.offset.reset", "latest");
    }

    @Test
    void shouldKeepTheRegistrysKeysFromKafka() throws InvalidSettings {
        Map<String, String> given = Map.of("schema.registry.url", "http://r", "basic.auth.user.info", "a:b");

        Settings settings = Settings.of(given, List.of());

        assertThat(settings.streamsProperties()).doesNotContainKeys("schema.registry.url", "basic.auth.user.info");
        assertThat(settings.registryProperties()).containsAllEntriesOf(given);
    }

    @Test
    void shouldKnowTheLargestRequest() throws InvalidSettings {
        assertThat(Settings.defaults().maxRequestBytes()).isEqualTo(1_048_576);
        assertThat(Settings.of(Map.of("max.request.size", "5"), List.of()).maxRequestBytes())
                .isEqualTo(5);
        assertThat(Settings.of(Map.of("max.request.size", "5", "producer.max.request.size", "6"), List.of())
                        .maxRequestBytes())
                .isEqualTo(6);
    }

    private static Map<String, Object> values(StreamsConfig config) {
        return new HashMap<>(config.values());
    }

    private static StreamsConfig streams(Map<String, String> given) throws InvalidSettings {
        Map<String, String> all = new HashMap<>(given);
        all.put("bootstrap.servers", "localhost:1");
        return new StreamsConfig(Settings.of(all, List.of()).streamsProperties());
    }
}
