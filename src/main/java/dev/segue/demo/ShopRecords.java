package dev.segue.demo;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseItem;
import dev.segue.avro.PurchaseKind;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the shop writes to Kafka: each event as the record of its topic, keyed by customer.
 *
 * @param clickstream the topic of clicks
 * @param purchases the topic of orders and refunds
 * @param profiles the topic of profiles
 */
public record ShopRecords(String clickstream, String purchases, String profiles) {

    private static final int DECIMALS = 4;

    /** Those of the topics' default names. */
    public static final ShopRecords DEFAULT = new ShopRecords("clickstream", "purchases", "customer-profiles");

    /** The event's record; a tombstone on the profiles' topic for {@link Forget}. */
    public ProducerRecord<String, SpecificRecord> of(CustomerEvent event) {
        if (event instanceof Click click) {
            return new ProducerRecord<>(clickstream, click.customerId(), avro(click));
        } else if (event instanceof Purchase purchase) {
            return new ProducerRecord<>(purchases, purchase.customerId(), avro(purchase));
        } else if (event instanceof Refund refund) {
            return new ProducerRecord<>(purchases, refund.customerId(), avro(refund));
        } else if (event instanceof ProfileUpdate profile) {
            return new ProducerRecord<>(profiles, profile.customerId(), avro(profile));
        }
        return new ProducerRecord<>(profiles, event.customerId(), null);
    }

    private static ClickEvent avro(Click click) {
        return ClickEvent.newBuilder()
                .setEventId(click.eventId())
                .setCustomerId(click.customerId())
                .setType(click.type())
                .setOccurredAt(Instant.ofEpochMilli(click.occurredAt()))
                .setSessionId(click.sessionId())
                .setItemId(click.itemId())
                .setCategory(click.category())
                .setChannel(click.channel())
                .setValue(click.value())
                .setProperties(click.properties())
                .build();
    }

    private static PurchaseEvent avro(Purchase purchase) {
        List<PurchaseItem> items = purchase.items().stream()
                .map(item -> new PurchaseItem(item.itemId(), item.category(), item.quantity(), decimal(item.amount())))
                .toList();
        return PurchaseEvent.newBuilder()
                .setEventId(purchase.eventId())
                .setOrderId(purchase.orderId())
                .setCustomerId(purchase.customerId())
                .setKind(PurchaseKind.PURCHASE)
                .setOccurredAt(Instant.ofEpochMilli(purchase.occurredAt()))
                .setAmount(decimal(purchase.amount()))
                .setCurrency(purchase.currency())
                .setChannel(purchase.channel())
                .setItems(items)
                .build();
    }

    private static PurchaseEvent avro(Refund refund) {
        return PurchaseEvent.newBuilder()
                .setEventId(refund.eventId())
                .setOrderId(refund.orderId())
                .setCustomerId(refund.customerId())
                .setKind(PurchaseKind.REFUND)
                .setOccurredAt(Instant.ofEpochMilli(refund.occurredAt()))
                .setAmount(decimal(refund.amount()))
                .setCurrency(refund.currency())
                .setChannel(refund.channel())
                .build();
    }

    private static CustomerProfile avro(ProfileUpdate profile) {
        return CustomerProfile.newBuilder()
                .setCustomerId(profile.customerId())
                .setUpdatedAt(Instant.ofEpochMilli(profile.updatedAt()))
                .setAttributes(profile.attributes())
                .build();
    }

    private static BigDecimal decimal(BigDecimal amount) {
        return amount.setScale(DECIMALS);
    }
}
