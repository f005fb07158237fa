package dev.segue.bench.harness;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.common.TopicPartition;

/** When each record was to be sent, by its place; one sender, whose records get the offsets in the order of sending. */
final class SendTimes {

    private final Map<TopicPartition, Partition> partitions = new ConcurrentHashMap<>();

    /** @param ends where the first records will lie */
    SendTimes(Map<TopicPartition, Long> ends, int most) {
        ends.forEach((partition, end) ->
                partitions.put(partition, new Partition(end, new AtomicLongArray(most), new AtomicInteger())));
    }

    private record Partition(long base, AtomicLongArray times, AtomicInteger sent) {}

    /** Notes that the next record of the partition is to be sent at that time; to be called before it is. */
    void send(String topic, int partition, long millis) {
        Partition one = partitions.get(new TopicPartition(topic, partition));
        one.times.set(one.sent.getAndIncrement(), millis);
    }

    /** When the record was to be sent, epoch milliseconds; 0 if it was there before. */
    long of(String topic, int partition, long offset) {
        Partition one = partitions.get(new TopicPartition(topic, partition));
        return offset < one.base ? 0 : one.times.get((int) (offset - one.base));
    }
}
