package dev.segue.assignment.store;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on the memory of all RocksDB stores of the process, blocks, indexes, filters and write buffers together. By default
 * each store takes up to 98 MiB of its own, and there are three for each partition that the process happens to be given. What is on
 * disk is compressed.
 */
public final class SharedStoreMemory implements RocksDBConfigSetter {

    /** Under which the bound, in bytes, is found among the configuration of Kafka Streams. */
    private static final String BYTES = "segue.store.memory-bytes";

    /** Indexes and filters are asked for with every look-up: this share is theirs first. */
    private static final double FOR_INDEXES = 0.2;

    private static Cache cache;
    private static WriteBufferManager writeBuffers;
    private static Statistics statistics;

    /** Has the stores of a Kafka Streams with these properties share so much, unless the properties configure RocksDB otherwise. */
    public static void bound(Properties properties, long bytes) {
        properties.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
        properties.put(BYTES, bytes);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        share(Long.parseLong(configs.get(BYTES).toString()));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        if (RecordingLevel.INFO.name.equals(configs.get(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG))) {
            // at other levels Kafka Streams gives each store its own; by these a store tells what is damaged
            options.setStatistics(statistics);
        }
        // a third less on disk; to read a customer who is not in memory takes no longer
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    // of the process, as the first store to be opened asks for
    private static synchronized void share(long bytes) {
        if (cache == null) {
            cache = new LRUCache(bytes, -1, false, FOR_INDEXES);
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
            statistics = new Statistics();
            statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // what is shared lives as long as the process
    }
}
