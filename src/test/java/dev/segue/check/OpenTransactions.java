package dev.segue.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds partitions that consumers of committed records cannot read to the end, and transactions that do not end. */
final class OpenTransactions {

    /** A service that works has one open now and then, but none for long. */
    private static final long LONG_MILLIS = 5_000;

    private OpenTransactions() {}

    /** @param service what the names of its transactions begin with */
    static List<String> in(Map<String, String> client, List<String> topics, String service) {
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            Map<TopicPartition, Long> stable = ends(admin, topics, IsolationLevel.READ_COMMITTED);
            List<String> open = new ArrayList<>();
            ends(admin, topics, IsolationLevel.READ_UNCOMMITTED).forEach((partition, end) -> {
                if (stable.get(partition) < end) {
                    open.add("a transaction is open on " + partition + ": committed up to " + stable.get(partition)
                            + " of " + end);
                }
            });
            open.addAll(ongoing(admin, service));
            return open;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("What is open is not to be had", e);
        }
    }

    private static List<String> ongoing(Admin admin, String service) throws ExecutionException, InterruptedException {
        ListTransactionsOptions options = new ListTransactionsOptions()
                .filterStates(Set.of(TransactionState.ONGOING))
                .filterOnDuration(LONG_MILLIS);
        return admin.listTransactions(options).all().get().stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(service + "-"))
                .map(id -> "a transaction does not end: " + id)
                .toList();
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
