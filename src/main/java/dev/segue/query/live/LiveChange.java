package dev.segue.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.SegmentChange;
import dev.segue.wire.Outbox;
import dev.segue.wire.Refusal;
import dev.segue.wire.json.JsonForm;
import dev.segue.wire.registry.AvroReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A change as it stands on its topic; decoded when somebody wants it, and then once. */
final class LiveChange {

    private final ConsumerRecord<byte[], byte[]> record;
    private final AvroReader reader;
    private String json;

    LiveChange(ConsumerRecord<byte[], byte[]> record, AvroReader reader) {
        this.record = record;
        this.reader = reader;
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }

    boolean isOf(Filter filter) {
        Header segment = record.headers().lastHeader(Outbox.SEGMENT_ID);
        return (filter.segmentId() == null
                        || (segment != null && filter.segmentId().equals(new String(segment.value(), UTF_8))))
                && (filter.customerId() == null
                        || (record.key() != null && filter.customerId().equals(new String(record.key(), UTF_8))));
    }

    /** The change as JSON, in one line. */
    synchronized String json() throws Refusal {
        if (json == null) {
            json = JsonForm.write(reader.read(record.topic(), record.value(), SegmentChange.getClassSchema()))
                    .toString();
        }
        return json;
    }
}
