package dev.segue.bench.peer;

import dev.segue.bench.peer.history.ShopEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Event time: so Streams takes from two topics what happened first, and windows are of when things happened. */
public final class EventTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.value() instanceof ShopEvent event ? event.occurredAt() : record.timestamp();
    }
}
