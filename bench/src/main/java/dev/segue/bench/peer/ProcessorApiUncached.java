package dev.segue.bench.peer;

import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * {@link ProcessorApi} without the record cache: each event that matters writes its customer's blob. In a drain a whole session falls
 * into one commit and is one write with the cache; events of customers that come one by one are not.
 */
public final class ProcessorApiUncached {

    private ProcessorApiUncached() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PeerSettings settings = PeerSettings.read(args);
        Properties properties = StreamsPeer.properties(settings);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        StreamsPeer.run(ProcessorApi.topology(settings), properties);
    }
}
