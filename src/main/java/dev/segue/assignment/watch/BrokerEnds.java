package dev.segue.assignment.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The ends of partitions as the brokers tell them, of what is committed. */
public final class BrokerEnds implements InputWatch.Ends, AutoCloseable {

    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(10_000);

    private final Admin admin;

    /** @param admin closed with this */
    public BrokerEnds(Admin admin) {
        this.admin = admin;
    }

    @Override
    public CompletableFuture<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest, COMMITTED)
                .all()
                .toCompletionStage()
                .thenApply(told -> {
                    Map<TopicPartition, Long> ends = new HashMap<>();
                    told.forEach((partition, end) -> ends.put(partition, end.offset()));
                    return ends;
                })
                .toCompletableFuture();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
