package dev.segue.catalog;

import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.DefinitionSetHeaders;
import dev.segue.wire.PublishedDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A change of the published definitions, made in one transaction. Begin it before reading what is published: whoever begins
 * later shuts this one out, so that no two changes are planned from the same state.
 */
public final class Publication implements AutoCloseable {

    private static final String TRANSACTIONAL_ID = "segue-segment-definitions";

    private final String topic;
    private final DefinitionRecords records;
    private final Producer<byte[], byte[]> producer;

    Publication(Map<String, Object> client, String topic, DefinitionRecords records) {
        this.topic = topic;
        this.records = records;
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /**
     * Publishes a revision as one set; readers see all of it or nothing.
     *
     * @param wallClock the time that the records bear, epoch milliseconds
     * @throws KafkaException if it could not be done; nothing is published then
     */
    public void publish(Revision revision, LongSupplier wallClock) {
        Map<String, PublishedDefinition> writes = revision.writes();
        if (writes.isEmpty()) {
            return;
        }
        String set = UUID.randomUUID().toString();
        int index = 0;
        producer.beginTransaction();
        for (Map.Entry<String, PublishedDefinition> write : writes.entrySet()) {
            producer.send(new ProducerRecord<>(
                    topic,
                    0,
                    wallClock.getAsLong(),
                    DefinitionRecords.key(write.getKey()),
                    write.getValue() == null ? null : records.write(write.getValue()),
                    headers(set, index++, writes.size())));
        }
        producer.commitTransaction();
    }

    private static Headers headers(String set, int index, int size) {
        return new RecordHeaders()
                .add(DefinitionSetHeaders.SET, bytes(set))
                .add(DefinitionSetHeaders.INDEX, bytes(Integer.toString(index)))
                .add(DefinitionSetHeaders.SIZE, bytes(Integer.toString(size)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends it; what was not published is not. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
