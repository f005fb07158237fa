package dev.segue.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final Wording wording;
    private SegmentChange change;
    private String json;

    LiveChange(ConsumerRecord<byte[], byte[]> record, AvroReader reader, Wording wording) {
        this.record = record;
        this.reader = reader;
        this.wording = wording;
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }

    /** When it was written, epoch milliseconds. */
    long writtenAt() {
        return record.timestamp();
    }

    /** Whether it may be one of those, as far as that shows before it is decoded. */
    boolean isOf(Filter filter) {
        Header segment = record.headers().lastHeader(Outbox.SEGMENT_ID);
        return (filter.segmentId() == null
                        || (segment != null && filter.segmentId().equals(new String(segment.value(), UTF_8))))
                && (filter.customerId() == null
                        || (record.key() != null && filter.customerId().equals(new String(record.key(), UTF_8))));
    }

    /** Whether it is for that reason, or none is asked for. */
    boolean hasReasonOf(Filter filter) throws Refusal {
        return filter.reason() == null || filter.reason() == decoded().getReason();
    }

    /** The change as JSON, in one line. */
    synchronized String json() throws Refusal {
        if (json == null) {
            ObjectNode told = JsonForm.write(decoded());
            json = told.put("words", wording.of(decoded())).toString();
        }
        return json;
    }

    private synchronized SegmentChange decoded() throws Refusal {
        if (change == null) {
            change = (SegmentChange) reader.read(record.topic(), record.value(), SegmentChange.getClassSchema());
        }
        return change;
    }
}
