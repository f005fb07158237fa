package dev.segue.bench.peer;

import dev.segue.bench.peer.dsl.WindowedSegments;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The DSL of Kafka Streams: hopping windows for counts and sums, sessions for going quiet, a left join for abandoned carts,
 * one last step that keeps memberships. Inexact by nature, and this is where:
 * <ul>
 *   <li>a hopping window reaches back between its size less one hop and its size, never just that far: what it counts is of
 *       too short a time, and members leave at the end of a window instead of to the millisecond. Finer hops cost in
 *       proportion: 7 days by the hour are 168 reads and writes for each view;
 *   <li>a refund is subtracted in the windows of the refund and not of its order, which still counts as an order: to find that
 *       would take a join of 30 days;
 *   <li>two events with one eventId count twice; what comes more than ten minutes late is dropped;
 *   <li>what closes with a window (going quiet, abandoned carts) is told once the grace is over too, with its right instant, so
 *       an order that comes between makes it never true;
 *   <li>the record caches, without which it would be slower by far, pass on the last value at each commit: who goes over a
 *       threshold and back between two commits is not told of. The trigger is the record being read then, without its eventId.
 * </ul>
 */
public final class StreamsDsl {

    private static final long CACHE = 64L << 20;

    private StreamsDsl() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PeerSettings settings = PeerSettings.read(args);
        Properties properties = StreamsPeer.properties(settings);
        properties.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.number("statestore.cache.max.bytes", CACHE));
        StreamsPeer.run(WindowedSegments.topology(settings), properties);
    }
}
