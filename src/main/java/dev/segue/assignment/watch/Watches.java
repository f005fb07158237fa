package dev.segue.assignment.watch;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Those who watch what the consumers of the stream threads see. */
public record Watches(InputWatch inputs, Tenures tenures, CopyWatch copies) {

    /** Does a poll of a stream thread's consumer, and tells of it. */
    ConsumerRecords<byte[], byte[]> poll(
            Consumer<byte[], byte[]> consumer, long session, Supplier<ConsumerRecords<byte[], byte[]>> poll) {
        long answered = tenures.polling(consumer, session);
        ConsumerRecords<byte[], byte[]> records = poll.get();
        inputs.polled(consumer, records);
        tenures.polled(consumer, answered);
        return records;
    }

    /** How long the group waits for a heartbeat of a consumer with this configuration, milliseconds. */
    static long session(Map<String, Object> config) {
        Object given = config.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        Object session = given == null
                ? ConsumerConfig.configDef().defaultValues().get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                : given;
        return Long.parseLong(String.valueOf(session));
    }
}
