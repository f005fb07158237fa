package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.segue.config.HttpSettings;
import dev.segue.config.ManagementSettings;
import dev.segue.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static Map<String, Manifest> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        Manifest compose = new Manifest(new Yaml().load(Files.readString(FILE)));
        services = new TreeMap<>();
        compose.<Map<String, Object>>at("services")
                .forEach((name, service) -> services.put(name, new Manifest((Map<String, Object>) service)));
    }

    @Test
    @Timeout(60)
    void shouldBeAcceptedByDockerCompose() throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("docker-compose", "-f", FILE.toString(), "config", "-q")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            abort("there is no docker-compose to check docker-compose.yml with");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void shouldPinEveryImage() throws Exception {
        assertThat(services.values())
                .allSatisfy(service -> assertThat(image(service)).matches("\\S+:v?\\d+\\.\\d+\\.\\d+\\S*"));
        assertThat(image(services.get("kafka"))).endsWith(":" + Pom.read().property("kafka.version"));
        assertThat(image(services.get("schema-registry")))
                .endsWith(":" + Pom.read().property("confluent.version"));
        assertThat(image(services.get("segue"))).endsWith(":" + Pom.read().version());
        assertThat(image(services.get("shop"))).isEqualTo(image(services.get("segue")));
    }

    @Test
    void shouldBeReachableFromThisMachineOnly() {
        List<String> ports = services.values().stream()
                .map(service -> service.<List<String>>at("ports"))
                .filter(some -> some != null)
                .flatMap(List::stream)
                .toList();

        assertThat(ports).hasSize(5).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void shouldSetOnlyWhatTheServiceKnows() throws Exception {
        Map<String, String> environment = services.get("segue").at("environment");

        Settings settings = Settings.load(null, environment, Settings.CLUSTER);

        assertThat(settings.topicCreation().wanted()).isTrue();
        assertThat(settings.http().port()).isEqualTo(8080);
        Map<String, String> inImage = new TreeMap<>(Dockerfile.read().image().environment());
        inImage.putAll(environment);
        HttpSettings http = Settings.load(null, inImage, Settings.CLUSTER).http();
        http.checkGuarded();
        assertThat(http.management()).isEqualTo(new ManagementSettings("0.0.0.0", 8090));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(settings.shutdownTimeout()).hasSeconds(25);
        assertThat(services.get("segue").<String>at("stop_grace_period")).isEqualTo("40s");
        Map<String, String> shop = services.get("shop").at("environment");
        assertThat(Settings.load(null, shop, Settings.CLUSTER).kafka().get("bootstrap.servers"))
                .isEqualTo(settings.kafka().get("bootstrap.servers"));
    }

    @Test
    void shouldMountWhatIsThere() {
        Stream<String> mounted = services.values().stream()
                .map(service -> service.<List<String>>at("volumes"))
                .filter(some -> some != null)
                .flatMap(List::stream)
                .filter(mount -> mount.startsWith("."))
                .map(mount -> mount.substring(0, mount.indexOf(':')));

        assertThat(mounted).isNotEmpty().allMatch(source -> Files.exists(Path.of(source)));
    }

    @Test
    void shouldWaitForWhatCanBecomeHealthy() {
        services.forEach((name, service) -> {
            Map<String, Map<String, String>> needed = service.at("depends_on");
            if (needed != null) {
                assertThat(needed).allSatisfy((other, how) -> {
                    assertThat(how).containsEntry("condition", "service_healthy");
                    assertThat(services.get(other).<List<String>>at("healthcheck", "test"))
                            .as("what tells that " + other + " is healthy")
                            .isNotEmpty();
                });
            }
        });
    }

    @Test
    void shouldShowPrometheusAndGrafanaWhatTheChartCarries() throws IOException {
        Manifest prometheus = new Manifest(new Yaml().load(Files.readString(Path.of("deploy/prometheus.yml"))));
        Manifest sources = new Manifest(new Yaml().load(Files.readString(Path.of("deploy/grafana/datasources.yaml"))));
        Manifest boards = new Manifest(new Yaml().load(Files.readString(Path.of("deploy/grafana/dashboards.yaml"))));

        assertThat(prometheus.<String>at("scrape_configs", 0, "static_configs", 0, "targets", 0))
                .isEqualTo("segue:8090");
        assertThat(mountOf("prometheus", prometheus.<String>at("rule_files", 0).replace("/*.yaml", "")))
                .isEqualTo("./helm/segue/rules");
        assertThat(sources.<String>at("datasources", 0, "url")).isEqualTo("http://prometheus:9090");
        assertThat(mountOf("grafana", boards.at("providers", 0, "options", "path")))
                .isEqualTo("./helm/segue/dashboards");
    }

    private static String mountOf(String service, String target) {
        return services.get(service).<List<String>>at("volumes").stream()
                .filter(mount -> mount.contains(":" + target + ":"))
                .map(mount -> mount.substring(0, mount.indexOf(':')))
                .findFirst()
                .orElse(null);
    }

    private static String image(Manifest service) {
        return service.at("image");
    }
}
