package dev.segue.query.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Who holds which partition, by the group's metadata as this instance knows it. */
public final class Ownership {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<KafkaStreams> streams;
    private final String inputTopic;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - FRESH_NANOS);

    private record Known(Map<Integer, Holders> holders, long at) {}

    /**
     * @param streams null while there are none
     * @param inputTopic one of the topics that tasks read
     */
    public Ownership(Supplier<KafkaStreams> streams, String inputTopic) {
        this.streams = streams;
        this.inputTopic = inputTopic;
    }

    /** Who holds the partition; nobody while that is not known. */
    public Holders of(int partition) {
        Known latest = known;
        if (System.nanoTime() - latest.at() > FRESH_NANOS) {
            latest = new Known(read(), System.nanoTime());
            known = latest;
        }
        return latest.holders().getOrDefault(partition, Holders.NOBODY);
    }

    private Map<Integer, Holders> read() {
        KafkaStreams running = streams.get();
        if (running == null) {
            return Map.of();
        }
        Collection<StreamsMetadata> instances;
        try {
            instances = running.metadataForAllStreamsClients();
        } catch (IllegalStateException notRunning) {
            return Map.of();
        }
        Map<Integer, HostInfo> owners = new HashMap<>();
        Map<Integer, List<HostInfo>> standbys = new HashMap<>();
        for (StreamsMetadata instance : instances) {
            ours(instance.topicPartitions()).forEach(partition -> owners.put(partition, instance.hostInfo()));
            ours(instance.standbyTopicPartitions())
                    .forEach(partition -> standbys.computeIfAbsent(partition, any -> new ArrayList<>())
                            .add(instance.hostInfo()));
        }
        Map<Integer, Holders> holders = new HashMap<>();
        owners.keySet().forEach(partition -> holders.put(partition, Holders.NOBODY));
        standbys.keySet().forEach(partition -> holders.put(partition, Holders.NOBODY));
        holders.replaceAll((partition, none) ->
                new Holders(Optional.ofNullable(owners.get(partition)), standbys.getOrDefault(partition, List.of())));
        return holders;
    }

    private List<Integer> ours(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(inputTopic))
                .map(TopicPartition::partition)
                .toList();
    }
}
