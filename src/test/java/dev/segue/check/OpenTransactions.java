package dev.segue.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds partitions that consumers of committed records cannot read to the end. */
final class OpenTransactions {

    private OpenTransactions() {}

    static List<String> in(Map<String, String> client, List<String> topics) {
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            Map<TopicPartition, Long> stable = ends(admin, topics, IsolationLevel.READ_COMMITTED);
            List<String> open = new ArrayList<>();
            ends(admin, topics, IsolationLevel.READ_UNCOMMITTED).forEach((partition, end) -> {
                if (stable.get(partition) < end) {
                    open.add(partition + ": committed up to " + stable.get(partition) + " of " + end);
                }
            });
            return open;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The ends of the topics are not to be had", e);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<String> topics, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(one -> asked.put(new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
