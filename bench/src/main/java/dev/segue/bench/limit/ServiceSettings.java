package dev.segue.bench.limit;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** What the harness tells each contender: the properties file that is its only argument. */
record ServiceSettings(Properties properties) {

    static ServiceSettings read(String[] args) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        return new ServiceSettings(properties);
    }

    String get(String key) {
        return properties.getProperty(key);
    }

    List<String> inputs() {
        return List.of(get("clickstream.topic"), get("purchases.topic"));
    }

    int threads() {
        return Integer.parseInt(get("threads"));
    }

    /** The records' own classes, as an ordinary Confluent client reads them. */
    KafkaAvroDeserializer deserializer() {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(
                Map.of("schema.registry.url", get("schema.registry.url"), "specific.avro.reader", "true"), false);
        return deserializer;
    }

    /** Kafka Streams with its own defaults, exactly once. */
    Properties streams() {
        Properties streams = new Properties();
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, get("bootstrap.servers"));
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, get("application.id"));
        streams.put(StreamsConfig.STATE_DIR_CONFIG, get("state.dir"));
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, get("threads"));
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, get("commit.interval.ms"));
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return streams;
    }
}
