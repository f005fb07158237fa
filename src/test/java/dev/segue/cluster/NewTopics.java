package dev.segue.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Creates topics for tests. */
public final class NewTopics {

    private NewTopics() {}

    /**
     * Creates topics and waits until all their partitions answer: a broker may know of a topic only a little after it was
     * created, and refuse until then what is asked of it or written to it.
     */
    public static void create(Admin admin, Collection<NewTopic> topics) throws Exception {
        admin.createTopics(topics).all().get();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> answer(admin, topics));
    }

    private static boolean answer(Admin admin, Collection<NewTopic> topics) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(
                        topics.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get()
                .values()) {
            topic.partitions()
                    .forEach(one -> ends.put(new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(ends).all().get().size() == ends.size();
    }
}
