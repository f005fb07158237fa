package dev.segue.bench.limit;

import java.io.IOException;
import org.apache.kafka.streams.state.Stores;

/** One get and one put of 250 bytes an event, kept in memory and in a changelog. */
public final class PutInMemory {

    private PutInMemory() {}

    public static void main(String[] args) throws IOException {
        OnePutAnEvent.run(args, Stores.inMemoryKeyValueStore(OnePutAnEvent.STORE));
    }
}
