package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps it working while nodes, pods and peers come and go. */
class ChartResilienceTest {

    private final Chart standard = Chart.withDefaults();
    private final Manifest statefulSet = standard.the("StatefulSet");

    @Test
    void shouldNotSendCallsToAnInstanceThatRestoresNorRestartIt() {
        Manifest container = container(statefulSet);

        assertThat(container.<String>at("readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
        for (String probe : List.of("startupProbe", "livenessProbe")) {
            assertThat(container.<String>at(probe, "httpGet", "path")).isEqualTo("/healthz");
        }
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(ports(container)).contains(container.<String>at(probe, "httpGet", "port"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "full"})
    void shouldEvictNoMoreThanHaveStandbys(String values) throws Exception {
        Chart chart = values.equals("default") ? standard : Chart.with(values);
        int standbys = Integer.parseInt(setting(chart, "num.standby.replicas"));
        int replicas = chart.the("StatefulSet").at("spec", "replicas");

        int away = chart.the("PodDisruptionBudget").at("spec", "maxUnavailable");

        assertThat(away).isPositive().isLessThanOrEqualTo(standbys).isLessThan(replicas);
        assertThat(Chart.with("minimal").all("PodDisruptionBudget")).isEmpty();
    }

    @Test
    void shouldKeepInstancesOnDifferentNodes() {
        Map<String, Object> labels = statefulSet.at("spec", "template", "metadata", "labels");
        Manifest preferred = new Manifest(statefulSet.at(
                "spec",
                "template",
                "spec",
                "affinity",
                "podAntiAffinity",
                "preferredDuringSchedulingIgnoredDuringExecution",
                0,
                "podAffinityTerm"));
        Manifest required = new Manifest(Chart.with("full")
                .the("StatefulSet")
                .at(
                        "spec",
                        "template",
                        "spec",
                        "affinity",
                        "podAntiAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        0));

        assertThat(Stream.of(preferred, required))
                .allMatch(term -> term.at("topologyKey").equals("kubernetes.io/hostname"));
        assertThat(labels).containsAllEntriesOf(preferred.at("labelSelector", "matchLabels"));
        assertThat(statefulSet.<String>at("spec", "template", "spec", "topologySpreadConstraints", 0, "topologyKey"))
                .isEqualTo("topology.kubernetes.io/zone");
        Manifest minimal = Chart.with("minimal").the("StatefulSet");
        assertThat(minimal.<Object>at("spec", "template", "spec", "affinity")).isNull();
        assertThat(minimal.<Object>at("spec", "template", "spec", "topologySpreadConstraints"))
                .isNull();
    }

    @Test
    void shouldGiveEachInstanceANameAndAVolumeThatItHasAgainAfterARestart() {
        Manifest headless = standard.the("Service", "-instances");
        List<Map<String, Object>> variables = container(statefulSet).at("env");

        assertThat(variables)
                .contains(Map.of("name", "KAFKA_GROUP_INSTANCE_ID", "value", "$(POD_NAME)"))
                .contains(Map.of(
                        "name", "POD_NAME", "valueFrom", Map.of("fieldRef", Map.of("fieldPath", "metadata.name"))));
        assertThat(headless.<String>at("spec", "clusterIP")).isEqualTo("None");
        // others ask it while it is not ready: it may still have the only standby
        assertThat(headless.<Boolean>at("spec", "publishNotReadyAddresses")).isTrue();
        assertThat(statefulSet.<String>at("spec", "volumeClaimTemplates", 0, "metadata", "name"))
                .isEqualTo(container(statefulSet).at("volumeMounts", 0, "name"));
        assertThat(statefulSet.<List<String>>at("spec", "volumeClaimTemplates", 0, "spec", "accessModes"))
                .containsExactly("ReadWriteOnce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "minimal", "full"})
    void shouldKillNoneThatMayStillClose(String values) throws Exception {
        Chart chart = values.equals("default") ? standard : Chart.with(values);
        Manifest set = chart.the("StatefulSet");
        List<String> drain = container(set).at("lifecycle", "preStop", "exec", "command");
        int closing = Integer.parseInt(setting(chart, "segue.shutdown.timeout").replace("s", ""));

        int grace = set.at("spec", "template", "spec", "terminationGracePeriodSeconds");

        assertThat(grace).isGreaterThan(closing + (drain == null ? 0 : Integer.parseInt(drain.get(1))));
    }

    @Test
    void shouldLetInOnlyThoseNamedAndOutOnlyToWhatIsNeeded() {
        Manifest alone = standard.the("NetworkPolicy");
        Manifest policy = Chart.with("full").the("NetworkPolicy");

        Object own = Map.of("podSelector", policy.<Object>at("spec", "podSelector"));
        assertThat(peers(alone)).containsOnly(Map.of("podSelector", alone.<Object>at("spec", "podSelector")));
        assertThat(policy.<List<String>>at("spec", "policyTypes")).containsExactly("Ingress", "Egress");
        assertThat(peers(policy)).containsOnly(own, namespace("crm"), namespace("monitoring"));
        assertThat(policy.<List<Object>>at("spec", "egress")).hasSize(2);
        assertThat(policy.<List<Object>>at("spec", "egress", 0, "to")).containsExactly(own);
        assertThat(numbers(policy.at("spec", "egress", 1, "ports"))).containsExactly(53, 53, 9093, 443);
        assertThat(Chart.with("minimal").all("NetworkPolicy")).isEmpty();
    }

    @Test
    void shouldAskForMemoryAsMuchAsItMayTake() {
        Manifest container = container(statefulSet);

        assertThat(container.<String>at("resources", "limits", "memory"))
                .isNotNull()
                .isEqualTo(container.at("resources", "requests", "memory"));
        assertThat(container.<String>at("resources", "requests", "cpu")).isNotNull();
    }

    private static Manifest container(Manifest statefulSet) {
        return new Manifest(statefulSet.at("spec", "template", "spec", "containers", 0));
    }

    private static List<String> ports(Manifest container) {
        return container.<List<Map<String, Object>>>at("ports").stream()
                .map(port -> (String) port.get("name"))
                .toList();
    }

    /** All who are let in, at whatever port; a rule without peers would let in everybody. */
    private static List<Object> peers(Manifest policy) {
        List<Object> peers = new ArrayList<>();
        for (Map<String, List<Object>> rule : policy.<List<Map<String, List<Object>>>>at("spec", "ingress")) {
            assertThat(rule.get("from")).isNotEmpty();
            peers.addAll(rule.get("from"));
        }
        return peers;
    }

    private static List<Integer> numbers(List<Map<String, Object>> ports) {
        List<Integer> numbers = new ArrayList<>();
        ports.forEach(port -> numbers.add((Integer) port.get("port")));
        return numbers;
    }

    private static Object namespace(String name) {
        return Map.of("namespaceSelector", Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", name)));
    }

    private static String setting(Chart chart, String key) {
        return chart.the("ConfigMap", "")
                .<String>at("data", "segue.properties")
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
