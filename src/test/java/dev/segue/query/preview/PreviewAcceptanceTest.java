package dev.segue.query.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.check.Checker;
import dev.segue.cluster.Client;
import dev.segue.cluster.History;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.config.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real histories: what a preview of the acceptance set says is what its publication makes. */
class PreviewAcceptanceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SAMPLE = 100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"uci", "rees46"})
    void shouldTellTheSizesAndMembersThatPublishingMakes(String name) throws Exception {
        History history = History.of(name);
        try (TestCluster cluster = TestCluster.start()) {
            cluster.loadEvents(history);
            Map<String, String> settings = cluster.settings(folder.resolve("state"), "event");
            try (RunningInstance instance = RunningInstance.start(cluster, folder.resolve("state"), "event");
                    Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
                String group = Settings.of(settings, Settings.CLUSTER)
                        .streamsProperties()
                        .getProperty("application.id");
                await().atMost(PATIENCE).until(() -> allIsProcessed(admin, group));
                Client client = instance.client();

                JsonNode job = preview(client, history.definitions());
                cluster.publish(history.definitions());
                await().atMost(PATIENCE).until(() -> isApplied(client));

                assertThat(job.get("state").asText()).as("%s", job).isEqualTo("DONE");
                Map<String, Long> previewed = new TreeMap<>();
                for (JsonNode segment : job.get("segments")) {
                    String id = segment.get("segmentId").asText();
                    long members = segment.get("members").asLong();
                    previewed.put(id, members);
                    assertThat(segment.get("published").asLong()).as(id).isZero();
                    assertThat(segment.get("entering").asLong()).as(id).isEqualTo(members);
                    assertThat(members(client, id)).as(id).containsAll(texts(segment.get("sample")));
                    assertThat(segment.get("sample")).as(id).hasSize((int) Math.min(SAMPLE, members));
                }
                assertThat(previewed).isEqualTo(sizes(client));
                assertThat(previewed.values()).as("members of all segments").anyMatch(size -> size > 50);
            }
            Checker.awaitSound(cluster);
        }
    }

    private static JsonNode preview(Client client, String definitions) throws Exception {
        return client.call(
                        "/v1/segments/preview?wait=30&sample=" + SAMPLE,
                        request -> request.header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString(definitions)))
                .json();
    }

    private static boolean allIsProcessed(Admin admin, String group) throws Exception {
        List<String> inputs = List.of(
                TestCluster.TOPICS.clickstream(),
                TestCluster.TOPICS.purchases(),
                TestCluster.TOPICS.customerProfiles());
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : inputs) {
            for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
                wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        var ends = admin.listOffsets(wanted).all().get();
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata done = committed.get(end.getKey());
            return end.getValue().offset() == 0
                    || done != null && done.offset() >= end.getValue().offset();
        });
    }

    private static boolean isApplied(Client client) throws Exception {
        JsonNode backfill = client.get("/v1/backfill").json();
        return backfill.path("complete").asBoolean()
                && backfill.get("partitions").findValuesAsText("definitions").stream()
                        .allMatch(version -> Long.parseLong(version) > 0);
    }

    private static Map<String, Long> sizes(Client client) throws Exception {
        Map<String, Long> sizes = new TreeMap<>();
        for (JsonNode segment : client.get("/v1/segments").json().get("segments")) {
            sizes.put(segment.get("id").asText(), segment.get("size").asLong());
        }
        return sizes;
    }

    private static Set<String> members(Client client, String segment) throws Exception {
        JsonNode page =
                client.get("/v1/segments/" + segment + "/members?limit=10000").json();
        return new TreeSet<>(page.get("members").findValuesAsText("customerId"));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
