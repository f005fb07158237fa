package dev.segue.bench.check;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseKind;

/**
 * An event as far as the ten segments look at it.
 *
 * @param type a click's own, {@code purchase} or {@code refund}
 * @param category of a click; null for none
 * @param orderId of a purchase or a refund; null for none
 * @param amount of a purchase or a refund, in ten thousandths
 */
public record Event(
        String customerId, String eventId, long time, String type, String category, String orderId, long amount) {

    static final String PURCHASE = "purchase";
    static final String REFUND = "refund";

    /** What a record of an input topic says. */
    public static Event of(Object value) {
        if (value instanceof ClickEvent click) {
            return new Event(
                    click.getCustomerId(),
                    click.getEventId(),
                    click.getOccurredAt().toEpochMilli(),
                    click.getType().intern(),
                    click.getCategory() == null ? null : click.getCategory().intern(),
                    null,
                    0);
        }
        PurchaseEvent purchase = (PurchaseEvent) value;
        return new Event(
                purchase.getCustomerId(),
                purchase.getEventId(),
                purchase.getOccurredAt().toEpochMilli(),
                purchase.getKind() == PurchaseKind.REFUND ? REFUND : PURCHASE,
                null,
                purchase.getOrderId(),
                purchase.getAmount().movePointRight(4).longValueExact());
    }
}
