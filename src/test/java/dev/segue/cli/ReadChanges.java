package dev.segue.cli;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Any consumer of the changes: Kafka's client and Confluent's deserializer, nothing of Segue. Prints each change. */
final class ReadChanges {

    private ReadChanges() {}

    /** @param arguments the broker, the registry */
    public static void main(String[] arguments) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                arguments[0],
                "schema.registry.url",
                arguments[1],
                "group.id",
                "somebody",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                KafkaAvroDeserializer.class);
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(config)) {
            consumer.subscribe(List.of("segment-changes"));
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    GenericRecord change = record.value();
                    System.out.println(record.key() + " " + change.get("type") + " " + change.get("segmentId") + " "
                            + change.get("sequence"));
                });
            }
        }
    }
}
