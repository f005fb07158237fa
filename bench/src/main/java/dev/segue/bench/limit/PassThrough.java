package dev.segue.bench.limit;

import java.io.IOException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards one record in so many as it is. */
final class PassThrough extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final int every;
    private int seen;

    private PassThrough(int every) {
        this.every = every;
    }

    static void run(String[] args, int every) throws IOException {
        StreamsLimit.run(args, settings -> () -> new PassThrough(every));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (++seen % every == 0) {
            context().forward(record);
        }
    }
}
