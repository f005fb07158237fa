package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.PeerSettings;
import dev.segue.bench.peer.wire.Change;
import dev.segue.bench.peer.wire.ChangeWriter;
import dev.segue.bench.peer.wire.ShopEventReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of Kafka's from and to what the function sees. */
final class Records {

    private Records() {}

    /** Reads events of both topics. */
    static final class Events implements KafkaRecordDeserializationSchema<KeyedEvent> {

        private static final long serialVersionUID = 1;
        private final PeerSettings settings;
        private transient ShopEventReader reader;

        Events(PeerSettings settings) {
            this.settings = settings;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            reader = new ShopEventReader(settings.registryUrl());
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedEvent> out) throws IOException {
            out.collect(new KeyedEvent(
                    new String(record.key(), StandardCharsets.UTF_8),
                    record.partition(),
                    record.offset(),
                    reader.read(record.value())));
        }

        @Override
        public TypeInformation<KeyedEvent> getProducedType() {
            return new KeyedEventType();
        }
    }

    /** Writes changes. */
    static final class Changes implements KafkaRecordSerializationSchema<Change> {

        private static final long serialVersionUID = 1;
        private final PeerSettings settings;
        private transient ChangeWriter writer;

        Changes(PeerSettings settings) {
            this.settings = settings;
        }

        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            writer = new ChangeWriter(settings.registryUrl(), settings.changes());
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Change change, KafkaSinkContext context, Long timestamp) {
            byte[] key = change.customerId().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(
                    settings.changes(), null, System.currentTimeMillis(), key, writer.write(change));
        }
    }
}
