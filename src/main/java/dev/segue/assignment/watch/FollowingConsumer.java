package dev.segue.assignment.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that restores stores and keeps copies, and tells what it follows, and how far. */
final class FollowingConsumer extends KafkaConsumer<byte[], byte[]> {

    private final CopyWatch.Follower follower;

    FollowingConsumer(Map<String, Object> config, CopyWatch.Follower follower) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.follower = follower;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        follower.assigned(partitions);
        super.assign(partitions);
    }

    @Override
    public void unsubscribe() {
        follower.assigned(List.of());
        super.unsubscribe();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        follower.polling();
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        follower.polled(this);
        return records;
    }
}
