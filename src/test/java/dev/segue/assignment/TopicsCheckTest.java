package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cluster.NewTopics;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import dev.segue.demo.EmbeddedBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicsCheckTest {

    private static final List<String> NAMES = List.of(
            "clickstream",
            "purchases",
            "customer-profiles",
            "segment-definitions",
            "segment-changes",
            "segment-memberships",
            "dead-letters");

    private static EmbeddedBroker broker;
    private static Admin admin;
    private static int tests;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    /** Each test has topics of its own. */
    @BeforeEach
    void count() {
        tests++;
    }

    @Test
    void shouldTellThePartitionsOfTheInputs() throws Exception {
        create(3, NAMES.toArray(String[]::new));

        assertThat(check(Map.of()).run()).isEqualTo(3);
    }

    @Test
    void shouldNameEveryTopicThatIsMissingAndSayHowToCreateThem() throws Exception {
        create(3, "clickstream", "purchases", "segment-definitions", "segment-changes", "segment-memberships");

        assertThatThrownBy(() -> check(Map.of()).run())
                .isInstanceOf(UnfitTopics.class)
                .hasMessage(own("Topics are missing: customer-profiles#, dead-letters#. Create them, or let Segue do so"
                        + " with segue.topics.create=true."));
    }

    @Test
    void shouldNameTheInputsAndTheirPartitionsWhereTheyDiffer() throws Exception {
        create(3, NAMES.stream().filter(name -> !name.equals("purchases")).toArray(String[]::new));
        create(4, "purchases");

        assertThatThrownBy(() -> check(Map.of()).run())
                .isInstanceOf(UnfitTopics.class)
                .hasMessage(
                        own("The input topics must have one number of partitions, but clickstream# has 3, purchases#"
                                + " has 4, customer-profiles# has 3."));
    }

    @Test
    void shouldRefuseDefinitionsOnSeveralPartitionsAndSayAllThatIsWrongAtOnce() throws Exception {
        create(2, "clickstream", "purchases", "customer-profiles", "segment-changes", "segment-memberships");
        createOne("segment-definitions", 2);

        assertThatThrownBy(() -> check(Map.of()).run())
                .isInstanceOf(UnfitTopics.class)
                .hasMessage(own("Topics are missing: dead-letters#. Create them, or let Segue do so with"
                        + " segue.topics.create=true. The topic segment-definitions# must have one partition, but has"
                        + " 2."));
    }

    @Test
    void shouldCreateWhatIsMissingWhereItMayAsTheInputsThatAreThere() throws Exception {
        create(5, "purchases");

        int partitions = check(Map.of("segue.topics.create", "true")).run();

        assertThat(partitions).isEqualTo(5);
        Map<String, Integer> created = new TreeMap<>();
        admin.describeTopics(NAMES.stream().map(name -> own(name + "#")).toList())
                .allTopicNames()
                .get()
                .forEach((topic, found) -> created.put(topic, found.partitions().size()));
        assertThat(created)
                .hasSize(NAMES.size())
                .containsEntry(own("segment-definitions#"), 1)
                .containsEntry(own("segment-changes#"), 5);
        assertThat(cleanupOf("segment-memberships#")).isEqualTo("compact");
        assertThat(cleanupOf("segment-definitions#")).isEqualTo("compact");
        assertThat(cleanupOf("customer-profiles#")).isEqualTo("compact");
        assertThat(cleanupOf("segment-changes#")).isEqualTo("delete");
    }

    /** Creates topics of this test's own; the one of the definitions has one partition. */
    private static void create(int partitions, String... names) throws Exception {
        for (String name : names) {
            createOne(name, name.equals("segment-definitions") ? 1 : partitions);
        }
    }

    private static void createOne(String name, int partitions) throws Exception {
        String topic = own(name + "#");
        NewTopics.create(admin, List.of(new NewTopic(topic, partitions, (short) 1)));
    }

    private static TopicsCheck check(Map<String, String> more) throws InvalidSettings {
        Map<String, String> given = new HashMap<>(more);
        given.put("bootstrap.servers", broker.bootstrapServers());
        given.put("schema.registry.url", "mock://topics-check");
        NAMES.forEach(name -> given.put("segue.topic." + name, own(name + "#")));
        return new TopicsCheck(admin, Settings.of(given, Settings.CLUSTER));
    }

    private static String cleanupOf(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, own(topic));
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
    }

    /** The text with the names of this test's own topics, where it says {@code #}. */
    private static String own(String text) {
        return text.replace("#", "-" + tests);
    }
}
