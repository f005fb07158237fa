package dev.segue.assignment;

import dev.segue.config.Settings;
import dev.segue.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees before the start that the topics are as Segue needs them, and creates those missing where it may. */
final class TopicsCheck {

    private final Admin admin;
    private final Settings settings;
    private final Topics topics;

    TopicsCheck(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
        this.topics = settings.topics();
    }

    /**
     * The number of partitions that the inputs share.
     *
     * @throws UnfitTopics if a topic is missing or not as needed; names every one
     * @throws KafkaException if the cluster could not be asked, or does not show yet what was created
     */
    int run() {
        Map<String, Integer> partitions = partitions();
        if (settings.topicCreation().wanted() && !missing(partitions).isEmpty()) {
            create(missing(partitions), inputPartitions(partitions));
            partitions = partitions();
            if (!missing(partitions).isEmpty()) {
                throw new UnknownTopicOrPartitionException(
                        "Topics just created are not to be seen yet: " + String.join(", ", missing(partitions)));
            }
        }
        List<String> problems = problems(partitions);
        if (!problems.isEmpty()) {
            throw new UnfitTopics(String.join(" ", problems));
        }
        return partitions.get(topics.clickstream());
    }

    private List<String> problems(Map<String, Integer> partitions) {
        List<String> problems = new ArrayList<>();
        List<String> missing = missing(partitions);
        if (!missing.isEmpty()) {
            problems.add("Topics are missing: " + String.join(", ", missing)
                    + ". Create them, or let Segue do so with segue.topics.create=true.");
        }
        List<String> inputs =
                topics.inputs().stream().filter(partitions::containsKey).toList();
        if (inputs.stream().map(partitions::get).distinct().count() > 1) {
            problems.add("The input topics must have one number of partitions, but "
                    + inputs.stream()
                            .map(topic -> topic + " has " + partitions.get(topic))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        int definitions = partitions.getOrDefault(topics.segmentDefinitions(), 1);
        if (definitions != 1) {
            problems.add("The topic " + topics.segmentDefinitions() + " must have one partition, but has " + definitions
                    + ".");
        }
        return problems;
    }

    private List<String> missing(Map<String, Integer> partitions) {
        return topics.all().stream()
                .filter(topic -> !partitions.containsKey(topic))
                .toList();
    }

    /** As many as an input has that is there already; else as the settings say. */
    private int inputPartitions(Map<String, Integer> partitions) {
        return topics.inputs().stream()
                .map(partitions::get)
                .filter(count -> count != null)
                .findFirst()
                .orElse(settings.topicCreation().partitions());
    }

    private Map<String, Integer> partitions() {
        Map<String, Integer> found = new TreeMap<>();
        Set<String> hidden = new TreeSet<>();
        admin.describeTopics(topics.all()).topicNameValues().forEach((topic, answer) -> {
            try {
                answered(answer, UnknownTopicOrPartitionException.class)
                        .ifPresent(description ->
                                found.put(topic, description.partitions().size()));
            } catch (TopicAuthorizationException e) {
                hidden.add(topic);
            }
        });
        if (!hidden.isEmpty()) {
            throw new UnfitTopics("The user that Segue logs in to Kafka as may not see the topics "
                    + String.join(", ", hidden) + ". Give it the rights to them.");
        }
        return found;
    }

    private void create(List<String> names, int partitions) {
        Optional<Short> replicas =
                Optional.of(settings.topicCreation().replicationFactor()).filter(count -> count > 0);
        List<NewTopic> wanted = names.stream()
                .map(name -> new NewTopic(
                                name, Optional.of(name.equals(topics.segmentDefinitions()) ? 1 : partitions), replicas)
                        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup(name))))
                .toList();
        awaitLeaders(wanted, admin.createTopics(wanted).values());
    }

    /** What is written to a topic in its first moments may be refused; who answers for a partition's end takes records too. */
    private void awaitLeaders(List<NewTopic> wanted, Map<String, KafkaFuture<Void>> created) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : wanted) {
            KafkaFuture<Boolean> done = created.get(topic.name()).thenApply(nothing -> true);
            // another instance may have been faster, with another number of partitions
            boolean ours = answered(done, TopicExistsException.class).isPresent();
            for (int partition = 0; partition < (ours ? topic.numPartitions() : 1); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        answered(admin.listOffsets(ends).all(), UnknownTopicOrPartitionException.class);
    }

    private String cleanup(String topic) {
        List<String> compacted =
                List.of(topics.customerProfiles(), topics.segmentDefinitions(), topics.segmentMemberships());
        return compacted.contains(topic) ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    /** The answer; empty if it is the expected refusal. */
    private static <T> Optional<T> answered(KafkaFuture<T> future, Class<? extends KafkaException> expected) {
        try {
            return Optional.ofNullable(future.get());
        } catch (ExecutionException e) {
            if (expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
