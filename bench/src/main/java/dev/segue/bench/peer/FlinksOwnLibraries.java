package dev.segue.bench.peer;

import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Flink needs two libraries in other builds than Kafka Streams does: its Kafka connector reaches into the producer of Kafka 3.9
 * and fails with that of 4.3, and its RocksDB is its own under the names of the other. The build puts both into {@code
 * bench/target/flink}; a Flink peer is started with {@code -cp "bench/target/flink/*:<the class path of all>"}.
 */
final class FlinksOwnLibraries {

    private static final String KAFKA = "3.9";

    private FlinksOwnLibraries() {}

    /** @throws IllegalStateException if they are not first on the class path */
    static void check() {
        if (!AppInfoParser.getVersion().startsWith(KAFKA)) {
            throw new IllegalStateException("Flink's connector does not work with Kafka's client "
                    + AppInfoParser.getVersion() + ": put bench/target/flink/* before all else on the class path");
        }
    }
}
