package dev.segue.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LatestTest {

    @Test
    void shouldKeepTheNewestOfAllPartitionsTheOldestOfThemFirst() {
        Latest latest = new Latest(3);

        latest.add(change(0, 10, 500));
        latest.add(change(0, 11, 900));
        latest.add(change(1, 70, 100));
        latest.add(change(1, 71, 600));
        latest.add(change(1, 72, 900));

        assertThat(latest.oldestFirst()).extracting(LiveChange::offset).containsExactly(71L, 11L, 72L);
    }

    @Test
    void shouldKeepAllWhereThereAreFewer() {
        Latest latest = new Latest(500);

        latest.add(change(1, 5, 2));
        latest.add(change(0, 9, 1));

        assertThat(latest.oldestFirst()).extracting(LiveChange::offset).containsExactly(9L, 5L);
    }

    private static LiveChange change(int partition, long offset, long writtenAt) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "changes",
                partition,
                offset,
                writtenAt,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
        return new LiveChange(record, null, null);
    }
}
