package dev.segue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionerTest {

    @Test
    void shouldPartitionByMurmur2AsKafkasProducerDoes() {
        IntStream.range(0, 500).forEach(i -> {
            byte[] key = ("customer-" + i).getBytes(UTF_8);

            int partition = Partitioner.MURMUR2.partition(key, 7);

            assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(key, 7));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "123456789, 10, 2", // CRC-32 0xCBF43926, beyond a signed int
        "a, 100, 7", // 0xE8B7BE43
        "abc, 1000, 578" // 0x352441C2
    })
    void shouldPartitionByUnsignedCrc32AsLibrdkafkaDoes(String key, int partitions, int expected) {
        int partition = Partitioner.CRC32.partition(key.getBytes(UTF_8), partitions);

        assertThat(partition).isEqualTo(expected);
    }
}
