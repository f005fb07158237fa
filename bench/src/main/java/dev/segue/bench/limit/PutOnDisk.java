package dev.segue.bench.limit;

import java.io.IOException;
import org.apache.kafka.streams.state.Stores;

/** One RocksDB get and one put of 250 bytes an event. */
public final class PutOnDisk {

    private PutOnDisk() {}

    public static void main(String[] args) throws IOException {
        OnePutAnEvent.run(args, Stores.persistentKeyValueStore(OnePutAnEvent.STORE));
    }
}
