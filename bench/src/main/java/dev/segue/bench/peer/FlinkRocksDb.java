package dev.segue.bench.peer;

import dev.segue.bench.peer.flink.SegmentsJob;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * Apache Flink with state in RocksDB: for state greater than memory. Incremental checkpoints and bloom filters as Flink's guide
 * advises.
 */
public final class FlinkRocksDb {

    private FlinkRocksDb() {}

    public static void main(String[] args) throws Exception {
        FlinksOwnLibraries.check();
        PeerSettings settings = PeerSettings.read(args);
        SegmentsJob.run(settings, backend(settings));
    }

    private static Configuration backend(PeerSettings settings) {
        return SegmentsJob.backend("rocksdb")
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(
                        RocksDBOptions.LOCAL_DIRECTORIES,
                        settings.stateDirectory().resolve("local").toString())
                .set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    }
}
