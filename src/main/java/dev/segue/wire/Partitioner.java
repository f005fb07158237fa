package dev.segue.wire;

import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Utils;

/** How producers choose the partition of a key; the same for all inputs. */
public enum Partitioner {
    /** Kafka's own default. */
    MURMUR2 {
        @Override
        public int partition(byte[] key, int partitions) {
            return Utils.toPositive(Utils.murmur2(key)) % partitions;
        }
    },
    /** The default of librdkafka and of the clients built on it. */
    CRC32 {
        @Override
        public int partition(byte[] key, int partitions) {
            CRC32 crc = new CRC32();
            crc.update(key);
            return (int) (crc.getValue() % partitions);
        }
    };

    /** The partition, from 0, on which a record of that key belongs. */
    public abstract int partition(byte[] key, int partitions);
}
