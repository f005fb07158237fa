package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import dev.segue.config.HttpSettings;
import dev.segue.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ChartTest {

    private static final Set<String> OPERATORS_KINDS =
            Set.of("ServiceMonitor", "PrometheusRule", "KafkaTopic", "KafkaUser");

    @TempDir
    Path folder;

    @Test
    void shouldPassHelmsOwnChecks() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "minimal", "full"})
    void shouldRenderWhatKubernetesTakes(String values) throws Exception {
        Chart chart = chart(values);

        List<String> unknown = new ArrayList<>();
        for (Manifest manifest : chart.manifests()) {
            if (KubernetesModel.knows(manifest)) {
                unknown.addAll(KubernetesModel.unknownFields(manifest));
            } else {
                assertThat(OPERATORS_KINDS).contains(manifest.kind());
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(chart.manifests())
                .extracting(Manifest::toString)
                .doesNotHaveDuplicates()
                .contains("StatefulSet shop-" + (values.equals("full") ? "segments" : "segue"));
    }

    @Test
    void shouldFindFieldsThatKubernetesDoesNotHave() throws Exception {
        Manifest misspelt = new Manifest(new Yaml().load("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: x}
                spec: {template: {spec: {containers: [{name: x, readinesProbe: {}}]}}}
                """));

        assertThat(KubernetesModel.unknownFields(misspelt))
                .containsExactly("StatefulSet x.Spec.Template.Spec.Containers[].readinesProbe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 0                                                | replicas
            replica: 2                                                 | replica
            kafka: {bootstrapServers: kafka}                           | bootstrapServers
            kafka: {sasl: {enabled: true}}                             | secret
            schemaRegistry: {url: registry:8081}                       | url
            settings: {state.dir: /tmp}                                | state.dir
            settings: {segue.topics: {create: true}}                   | settings
            http: {port: 80}                                           | port
            access: {issuer: login.example}                            | issuer
            access: {issuer: "https://login.example"}                  | access.peerSecret: name the secret
            networkPolicy: {enabled: false}                            | nothing guards the API
            settings: {segue.access.open: true}                        | segue.access.open
            image: {digest: latest}                                    | digest
            antiAffinity: always                                       | antiAffinity
            networkPolicy: {egressPorts: [kafka]}                      | egressPorts
            strimzi: {topics: {config: {clicks: {}}}}                  | clicks
            strimzi: {topics: {enabled: true}}                         | strimzi.cluster: name the Kafka
            shutdown: {timeoutSeconds: 60}                             | shutdown.graceSeconds must be more than
            """)
    void shouldRefuseWrongValues(String values, String named) {
        assertThatThrownBy(() -> Chart.withValues(values)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "minimal", "full"})
    void shouldSetOnlyWhatTheServiceKnows(String values) throws Exception {
        Chart chart = chart(values);
        Manifest statefulSet = chart.the("StatefulSet");

        Settings settings = settings(chart);

        String headless = statefulSet.at("spec", "serviceName");
        assertThat(settings.address(1))
                .isEqualTo("pod-0." + headless + ".crm.svc:" + settings.http().port());
        assertThat(chart.all("Service")).extracting(Manifest::name).contains(headless);
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(statefulSet.<Integer>at("spec", "template", "spec", "containers", 0, "ports", 0, "containerPort"))
                .isEqualTo(settings.http().port());
        settings.http().checkGuarded();
        assertThat(statefulSet.<Integer>at("spec", "template", "spec", "containers", 0, "ports", 1, "containerPort"))
                .isEqualTo(settings.http().management().port());
        assertThat(settings.http().management().host()).isEqualTo("0.0.0.0");
        assertThat(mounts(statefulSet)).containsEntry("state", settings.kafka().get("state.dir"));
        assertThat(settings.kafka().get("group.instance.id")).isEqualTo(values.equals("minimal") ? null : "pod-0");
        int grace = statefulSet.at("spec", "template", "spec", "terminationGracePeriodSeconds");
        assertThat(settings.shutdownTimeout()).isLessThan(Duration.ofSeconds(grace));
    }

    @Test
    void shouldConnectAsTheValuesSay() throws Exception {
        Chart chart = Chart.with("full");

        Settings settings = settings(chart);

        Map<String, String> mounts = mounts(chart.the("StatefulSet"));
        assertThat(settings.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.location", mounts.get("ca") + "/ca.crt")
                .containsEntry("ssl.keystore.location", mounts.get("client") + "/user.p12")
                .containsEntry("ssl.keystore.password", "secret crm user.password")
                .containsEntry("sasl.jaas.config", "secret crm-login sasl.jaas.config")
                .containsEntry("basic.auth.user.info", "secret registry-login userinfo")
                .containsEntry("producer.compression.type", "lz4")
                .containsEntry("num.stream.threads", "4");
        assertThat(settings.timeline().maxEntries()).isEqualTo(20_000);
        assertThat(settings.topics().clickstream()).isEqualTo("web_clicks");
    }

    @Test
    void shouldGuardTheApiAsTheValuesSay() throws Exception {
        Chart chart = Chart.with("full");

        HttpSettings http = settings(chart).http();

        Map<String, String> mounts = mounts(chart.the("StatefulSet"));
        assertThat(http.access().issuer()).isEqualTo("https://login.example/realms/crm");
        assertThat(http.access().audiences()).containsExactly("segments");
        assertThat(http.access().ca()).contains(Path.of(mounts.get("issuer"), "ca.crt"));
        assertThat(http.peers().secret()).contains(Path.of(mounts.get("peers"), "secret"));
        assertThat(http.peers().ca()).contains(Path.of(mounts.get("tls"), "ca.crt"));
        assertThat(http.tls().certificate()).contains(Path.of(mounts.get("tls"), "tls.crt"));
        assertThat(http.tls().key()).contains(Path.of(mounts.get("tls"), "tls.key"));
        assertThat(http.auditKey()).contains(Path.of(mounts.get("audit"), "key"));
        assertThat(secrets(chart))
                .containsEntry("issuer", "login-ca")
                .containsEntry("peers", "segments-peers")
                .containsEntry("tls", "segments-tls")
                .containsEntry("audit", "segments-audit")
                .containsEntry("ca", "events-cluster-ca-cert")
                .containsEntry("client", "crm");
    }

    @Test
    void shouldLetScrapersReachTheManagementPortAloneAndClientsTheApi() {
        Manifest policy = Chart.with("full").the("NetworkPolicy");

        assertThat(policy.<String>at("spec", "ingress", 0, "ports", 0, "port")).isEqualTo("http");
        assertThat(policy.<Object>at("spec", "ingress", 0, "from").toString())
                .contains("crm")
                .doesNotContain("monitoring");
        assertThat(policy.<String>at("spec", "ingress", 1, "ports", 0, "port")).isEqualTo("management");
        assertThat(policy.<Object>at("spec", "ingress", 1, "from").toString())
                .contains("monitoring")
                .doesNotContain("crm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "minimal", "full"})
    void shouldRunWithoutAnyRights(String values) {
        Chart chart = chart(values);
        Manifest statefulSet = chart.the("StatefulSet");
        Map<String, Object> pod = statefulSet.at("spec", "template", "spec");
        Map<String, Object> container = statefulSet.at("spec", "template", "spec", "containers", 0, "securityContext");

        assertThat(pod).containsEntry("automountServiceAccountToken", false);
        assertThat(chart.all("ServiceAccount"))
                .allMatch(
                        one -> one.content().get("automountServiceAccountToken").equals(false));
        assertThat(pod.get("securityContext"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("runAsNonRoot", true)
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
        assertThat(container)
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "full"})
    void shouldSelectItsOwnPods(String values) {
        Chart chart = chart(values);
        Map<String, Object> labels = chart.the("StatefulSet").at("spec", "template", "metadata", "labels");

        assertThat(Stream.<Map<String, Object>>of(
                        chart.the("StatefulSet").at("spec", "selector", "matchLabels"),
                        chart.all("Service").get(0).at("spec", "selector"),
                        chart.all("Service").get(1).at("spec", "selector"),
                        chart.the("PodDisruptionBudget").at("spec", "selector", "matchLabels"),
                        chart.the("NetworkPolicy").at("spec", "podSelector", "matchLabels")))
                .allSatisfy(selector -> assertThat(labels).containsAllEntriesOf(selector));
    }

    @Test
    void shouldScrapeEachInstanceOnce() {
        Chart chart = Chart.with("full");
        Map<String, Object> selector = chart.the("ServiceMonitor").at("spec", "selector", "matchLabels");

        assertThat(chart.all("Service").stream()
                        .filter(one -> one.<Map<String, Object>>at("metadata", "labels")
                                .entrySet()
                                .containsAll(selector.entrySet())))
                .extracting(Manifest::name)
                .containsExactly(chart.the("StatefulSet").<String>at("spec", "serviceName"));
        // whatever the release is named, the rules find it: up{job=~".*segue.*"}
        assertThat(chart.the("ServiceMonitor").<String>at("spec", "endpoints", 0, "relabelings", 0, "targetLabel"))
                .isEqualTo("job");
        assertThat(chart.the("ServiceMonitor").<String>at("spec", "endpoints", 0, "relabelings", 0, "replacement"))
                .isEqualTo("segue/crm/" + chart.the("StatefulSet").name());
        assertThat(chart.the("ServiceMonitor").<String>at("spec", "endpoints", 0, "path"))
                .isEqualTo("/metrics");
    }

    @Test
    void shouldCarryTheDashboardsAndRules() throws IOException {
        Chart chart = Chart.with("full");
        List<Path> dashboards;
        try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("dashboards"))) {
            dashboards = files.toList();
        }

        Map<String, String> carried = chart.the("ConfigMap", "-dashboards").at("data");
        assertThat(carried).hasSameSizeAs(dashboards);
        for (Path dashboard : dashboards) {
            assertThat(carried.get(dashboard.getFileName().toString()).strip())
                    .isEqualTo(Files.readString(dashboard).strip());
        }
        String file = Files.readString(Chart.FOLDER.resolve("rules/segue.yaml"));
        Object rules = new Yaml().load(file.replace("docs/runbook.md#", "https://wiki.example.com/segue/runbook#"));
        assertThat(chart.the("PrometheusRule").<Object>at("spec")).isEqualTo(rules);
    }

    private static Chart chart(String values) {
        return values.equals("default") ? Chart.withDefaults() : Chart.with(values);
    }

    /** What the service reads in the first pod; a secret's value names the secret. */
    private Settings settings(Chart chart) throws Exception {
        Path file = Files.writeString(
                folder.resolve("segue.properties"), chart.the("ConfigMap", "").<String>at("data", "segue.properties"));
        Map<String, String> environment = new HashMap<>();
        List<Map<String, Object>> variables =
                chart.the("StatefulSet").at("spec", "template", "spec", "containers", 0, "env");
        for (Map<String, Object> variable : variables) {
            String value = (String) variable.get("value");
            Manifest from = new Manifest(variable);
            if (from.at("valueFrom", "secretKeyRef") != null) {
                value = "secret " + from.at("valueFrom", "secretKeyRef", "name") + " "
                        + from.at("valueFrom", "secretKeyRef", "key");
            } else if (value == null) {
                value = "pod-0";
            }
            environment.put((String) variable.get("name"), value.replace("$(POD_NAME)", "pod-0"));
        }
        return Settings.load(file, environment, Settings.CLUSTER);
    }

    /** The secrets that are mounted, by the name of the volume. */
    private static Map<String, String> secrets(Chart chart) {
        Map<String, String> secrets = new HashMap<>();
        List<Map<String, Object>> volumes = chart.the("StatefulSet").at("spec", "template", "spec", "volumes");
        for (Map<String, Object> volume : volumes) {
            if (volume.get("secret") != null) {
                secrets.put((String) volume.get("name"), new Manifest(volume).at("secret", "secretName"));
            }
        }
        return secrets;
    }

    private static Map<String, String> mounts(Manifest statefulSet) {
        Map<String, String> mounts = new HashMap<>();
        List<Map<String, Object>> all = statefulSet.at("spec", "template", "spec", "containers", 0, "volumeMounts");
        all.forEach(one -> mounts.put((String) one.get("name"), (String) one.get("mountPath")));
        return mounts;
    }
}
