package dev.segue.bench.limit;

import java.io.IOException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** A Kafka Streams program of one processor, from the two inputs to the changes. */
final class StreamsLimit {

    private StreamsLimit() {}

    interface Step {

        ProcessorSupplier<byte[], byte[], byte[], byte[]> processor(ServiceSettings settings);
    }

    static void run(String[] args, Step step) throws IOException {
        ServiceSettings settings = ServiceSettings.read(args);
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        Topology topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "source",
                        in,
                        in,
                        settings.inputs().toArray(String[]::new))
                .addProcessor("process", step.processor(settings), "source")
                .addSink("sink", settings.get("changes.topic"), out, out, "process");
        KafkaStreams streams = new KafkaStreams(topology, settings.streams());
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                System.out.println("running");
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
