package dev.segue.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.segue.rule.Limits;
import dev.segue.timeline.Retention;
import dev.segue.wire.InputRules;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    /** Every key: a valid value, where it arrives and as what, a value that is refused. */
    static Stream<Arguments> keys() {
        return Stream.of(
                key("segue.topic.clickstream", "a", s -> s.topics().clickstream(), "a", "no spaces"),
                key("segue.topic.purchases", "a", s -> s.topics().purchases(), "a", ""),
                key("segue.topic.customer-profiles", "a", s -> s.topics().customerProfiles(), "a", ".."),
                key("segue.topic.segment-definitions", "a", s -> s.topics().segmentDefinitions(), "a", "ä"),
                key("segue.topic.segment-changes", "a", s -> s.topics().segmentChanges(), "a", "a/b"),
                key("segue.topic.segment-memberships", "a", s -> s.topics().segmentMemberships(), "a", "a:b"),
                key("segue.topic.dead-letters", "a", s -> s.topics().deadLetters(), "a", "x".repeat(250)),
                key("segue.topics.create", "true", s -> s.topicCreation().wanted(), true, "perhaps"),
                key("segue.topics.partitions", "12", s -> s.topicCreation().partitions(), 12, "0"),
                key(
                        "segue.topics.replication-factor",
                        "3",
                        s -> s.topicCreation().replicationFactor(),
                        (short) 3,
                        "0"),
                key("segue.input.partitioner", "crc32", s -> s.input().partitioner(), Partitioner.CRC32, "md5"),
                key("segue.input.max-bytes", "2048", s -> s.input().maxBytes(), 2048, "1000000"),
                key("segue.max-future", "0s", s -> s.input().maxFutureMillis(), 0L, "5 minutes"),
                key("segue.clock", "event", s -> s.clock().mode(), ClockMode.EVENT, "LIVE"),
                key("segue.clock.idle", "1s", s -> s.clock().idle(), Duration.ofSeconds(1), "-1s"),
                key("segue.tick", "10ms", s -> s.clock().tick(), Duration.ofMillis(10), "0ms"),
                key("segue.timeline.retention", "7d", s -> s.timeline().retention(), Duration.ofDays(7), "0d"),
                key("segue.timeline.max-retention", "99d", s -> s.timeline().maxRetention(), Duration.ofDays(99), "1w"),
                key("segue.timeline.max-entries", "5", s -> s.timeline().maxEntries(), 5, "0"),
                key("segue.cache.customers", "0", s -> s.timeline().cachedCustomers(), 0, "-1"),
                key("segue.store.memory-bytes", "16777216", s -> s.timeline().storeBytes(), 16L << 20, "16777215"),
                key("segue.rules.max-cost", "9", s -> s.limits().maxCost(), 9L, "0"),
                key("segue.rules.max-set-cost", "9", s -> s.limits().maxSetCost(), 9L, "many"),
                key("segue.holdout.seed", "x", Settings::holdoutSeed, "x", ""),
                key("segue.backfill.slice", "5ms", Settings::backfillSlice, Duration.ofMillis(5), "5"),
                key("segue.http.host", "0.0.0.0", s -> s.http().host(), "0.0.0.0", ""),
                key("segue.http.port", "0", s -> s.http().port(), 0, "65536"),
                key("segue.http.threads", "9", s -> s.http().threads(), 9, "7"),
                file("segue.http.tls.certificate", s -> s.http().tls().certificate()),
                file("segue.http.tls.key", s -> s.http().tls().key()),
                key("segue.management.port", "0", s -> s.http().management().port(), 0, "-2"),
                key(
                        "segue.management.host",
                        "0.0.0.0",
                        s -> s.http().management().host(),
                        "0.0.0.0",
                        ""),
                key("segue.access.issuer", "https://i", s -> s.http().access().issuer(), "https://i", "nobody"),
                key("segue.access.open", "true", s -> s.http().access().open(), true, "perhaps"),
                key("segue.access.audience", "a, b", s -> s.http().access().audiences(), List.of("a", "b"), "a,a"),
                key("segue.access.jwks", "/f", s -> s.http().access().keys(), "/f", "a\0b"),
                file("segue.access.ca", s -> s.http().access().ca()),
                key("segue.access.algorithms", "ES512", s -> s.http().access().algorithms(), List.of("ES512"), "HS256"),
                key("segue.access.skew", "5m", s -> s.http().access().skew(), Duration.ofMinutes(5), "301s"),
                key(
                        "segue.access.subject-claim",
                        "email",
                        s -> s.http().access().subjectClaim(),
                        "email",
                        ""),
                key("segue.access.roles-claim", "scope", s -> s.http().access().rolesClaim(), "scope", ""),
                role("read"),
                role("author"),
                role("operate"),
                role("forget"),
                file("segue.peers.secret-file", s -> s.http().peers().secret()),
                file("segue.peers.ca", s -> s.http().peers().ca()),
                file("segue.audit.key-file", s -> s.http().auditKey()),
                key("segue.shutdown.timeout", "1m", Settings::shutdownTimeout, Duration.ofMinutes(1), "0s"));
    }

    private static Arguments role(String role) {
        return key(
                "segue.access.role." + role,
                "a,b",
                s -> s.http().access().roles().get(role),
                List.of("a", "b"),
                "a,a");
    }

    private static Arguments file(String key, Function<Settings, Object> where) {
        return key(key, "/a/b", where, Optional.of(Path.of("/a/b")), "a\0b");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldTakeAValue(String key, String valid, Function<Settings, Object> where, Object expected)
            throws InvalidSettings {
        Settings settings = Settings.of(Map.of(key, valid), List.of());

        assertThat(where.apply(settings)).isEqualTo(expected).isNotEqualTo(where.apply(Settings.defaults()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldRefuseAValue(
            String key, String valid, Function<Settings, Object> where, Object expected, String invalid) {
        List<String> problems = problems(Map.of(key, invalid));

        assertThat(problems).singleElement().asString().contains(key).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldTakeAValueFromTheEnvironment(String key, String valid, Function<Settings, Object> where, Object expected)
            throws Exception {
        String variable = key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");

        Settings settings = Settings.load(null, Map.of(variable, valid), List.of());

        assertThat(where.apply(settings)).isEqualTo(expected);
    }

    @Test
    void shouldExerciseEveryKey() {
        assertThat(keys().map(arguments -> (String) arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Keys.definition().names());
    }

    @Test
    void shouldHaveTheDefaultsThatTheOtherPartsHave() {
        Settings settings = Settings.defaults();

        assertThat(settings.topics()).isEqualTo(Topics.DEFAULT);
        assertThat(settings.input()).isEqualTo(InputRules.DEFAULT);
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.retention()).isEqualTo(Retention.DEFAULT);
        assertThat(settings.clock())
                .isEqualTo(new ClockSettings(ClockMode.LIVE, Duration.ofMillis(200), Duration.ofMillis(50)));
    }

    @Test
    void shouldReadAFileAndTheEnvironmentOverIt(@TempDir Path folder) throws IOException, InvalidSettings {
        Path file = folder.resolve("segue.properties");
        Files.writeString(file, """
                segue.http.port = 1
                segue.max-future = 1s
                bootstrap.servers = file:1
                schema.registry.url = http://file
                """);

        Settings settings = Settings.load(
                file,
                Map.of("SEGUE_MAX_FUTURE", "2s", "KAFKA_BOOTSTRAP_SERVERS", "environment:1", "PATH", "/bin"),
                Settings.CLUSTER);

        assertThat(settings.http().port()).isEqualTo(1);
        assertThat(settings.input().maxFutureMillis()).isEqualTo(2_000);
        assertThat(settings.kafka())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", "environment:1", "schema.registry.url", "http://file"));
    }

    @Test
    void shouldSayAllProblemsAtOnce() {
        InvalidSettings failure = catchThrowableOfType(
                InvalidSettings.class,
                () -> Settings.load(
                        null,
                        Map.of(
                                "SEGUE_HTTP_PORT", "x",
                                "SEGUE_MAX_FUTUR", "5m",
                                "KAFKA_NUM_STANDBY_REPLICAS", "none",
                                "KAFKA_PRODUCER_LINGER_MS", "-1",
                                "KAFKA_PROCESSING_GUARANTEE", "at_least_once"),
                        Settings.CLUSTER));

        assertThat(failure.problems()).hasSize(7);
        assertThat(failure)
                .hasMessageContaining("segue.http.port")
                .hasMessageContaining("There is no setting SEGUE_MAX_FUTUR; the nearest is SEGUE_MAX_FUTURE.")
                .hasMessageContaining("num.standby.replicas")
                .hasMessageContaining("producer.linger.ms")
                .hasMessageContaining("processing.guarantee must be exactly_once_v2")
                .hasMessageContaining("bootstrap.servers is not set.")
                .hasMessageContaining("schema.registry.url is not set.");
    }

    @Test
    void shouldNameTheNearestKey() {
        List<String> problems = problems(Map.of("segue.max-futures", "5m", "segue.clock-idle", "1s"));

        assertThat(problems)
                .containsExactly(
                        "There is no setting segue.clock-idle; the nearest is segue.clock.idle.",
                        "There is no setting segue.max-futures; the nearest is segue.max-future.");
    }

    @Test
    void shouldRefuseARetentionBeyondTheGreatest() {
        List<String> problems =
                problems(Map.of("segue.timeline.retention", "8d", "segue.timeline.max-retention", "7d"));

        assertThat(problems).containsExactly("segue.timeline.retention is longer than segue.timeline.max-retention.");
    }

    @Test
    void shouldRefuseOneTopicForTwoPurposes() {
        List<String> problems = problems(Map.of("segue.topic.purchases", "clickstream"));

        assertThat(problems).containsExactly("The topic clickstream is named for more than one purpose.");
    }

    @Test
    void shouldRefuseADurationBeyondCounting() {
        List<String> problems = problems(Map.of("segue.max-future", "999999999999999999d"));

        assertThat(problems).singleElement().asString().contains("is longer than can be counted");
    }

    @Test
    void shouldRefuseAFileThatIsNone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.properties");
        Files.writeString(file, "a = \\u12");

        InvalidSettings failure =
                catchThrowableOfType(InvalidSettings.class, () -> Settings.load(file, Map.of(), List.of()));

        assertThat(failure).hasMessageContaining("bad.properties is not a properties file");
    }

    @Test
    void shouldTakeKafkasKeysFromTheEnvironmentAndLeaveTheRestAlone() throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of(
                "KAFKA_NUM_STANDBY_REPLICAS", "2",
                "SCHEMA_REGISTRY_URL", "http://r",
                "KAFKA_HEAP_OPTS", "-Xmx1g",
                "SEGUE_JAVA_OPTS", "-Xmx1g"));
        // what Kubernetes sets where services are named segue, segue-http and kafka
        variables.putAll(Map.of(
                "SEGUE_PORT", "tcp://10.0.0.1:8080",
                "SEGUE_SERVICE_HOST", "10.0.0.1",
                "SEGUE_SERVICE_PORT_HTTP", "8080",
                "SEGUE_PORT_8080_TCP_ADDR", "10.0.0.1",
                "SEGUE_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "SEGUE_HTTP_PORT", "tcp://10.0.0.1:8080",
                "KAFKA_PORT", "tcp://10.0.0.2:9092"));

        Settings settings = Settings.load(null, variables, List.of());

        assertThat(settings.kafka())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("num.standby.replicas", "2", "schema.registry.url", "http://r"));
        assertThat(settings.http().port()).isEqualTo(8080);
    }

    private static Arguments key(
            String key, String valid, Function<Settings, Object> where, Object expected, String invalid) {
        return arguments(key, valid, where, expected, invalid);
    }

    private static List<String> problems(Map<String, String> given) {
        return catchThrowableOfType(InvalidSettings.class, () -> Settings.of(given, List.of())).problems().stream()
                .collect(Collectors.toList());
    }
}
