package dev.segue.bench.workload;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record on its way to its topic.
 *
 * @param at when it arrives; its event happened then or earlier; epoch milliseconds of event time
 * @param value a {@link ClickEvent} or a {@link PurchaseEvent}
 */
public record Arrival(long at, SpecificRecord value) {

    public boolean isClick() {
        return value instanceof ClickEvent;
    }

    public String customerId() {
        return value instanceof ClickEvent click ? click.getCustomerId() : ((PurchaseEvent) value).getCustomerId();
    }

    /** When the event happened, epoch milliseconds. */
    public long occurredAt() {
        return (value instanceof ClickEvent click ? click.getOccurredAt() : ((PurchaseEvent) value).getOccurredAt())
                .toEpochMilli();
    }
}
