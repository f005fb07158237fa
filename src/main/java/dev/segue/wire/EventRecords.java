package dev.segue.wire;

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
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Customer events as the records of the input topics: for those who write them, as replay and the demo do. */
public final class EventRecords {

    private static final int SCALE = 4;

    private EventRecords() {}

    /** The input that the event arrives on. */
    public static Input inputOf(CustomerEvent event) {
        if (event instanceof Click) {
            return Input.CLICKSTREAM;
        }
        return event instanceof Purchase || event instanceof Refund ? Input.PURCHASES : Input.CUSTOMER_PROFILES;
    }

    /** The event's record; null, a tombstone, for {@link Forget}. */
    public static SpecificRecord recordOf(CustomerEvent event) {
        if (event instanceof Click click) {
            return recordOf(click);
        } else if (event instanceof Purchase purchase) {
            return recordOf(purchase);
        } else if (event instanceof Refund refund) {
            return recordOf(refund);
        } else if (event instanceof ProfileUpdate update) {
            return new CustomerProfile(
                    update.customerId(), Instant.ofEpochMilli(update.updatedAt()), update.attributes());
        }
        return null;
    }

    private static ClickEvent recordOf(Click click) {
        return new ClickEvent(
                click.eventId(),
                click.customerId(),
                click.type(),
                Instant.ofEpochMilli(click.occurredAt()),
                click.sessionId(),
                click.itemId(),
                click.category(),
                click.channel(),
                click.value(),
                click.properties());
    }

    private static PurchaseEvent recordOf(Purchase purchase) {
        return new PurchaseEvent(
                purchase.eventId(),
                purchase.orderId(),
                purchase.customerId(),
                PurchaseKind.PURCHASE,
                Instant.ofEpochMilli(purchase.occurredAt()),
                amount(purchase.amount()),
                purchase.currency(),
                purchase.channel(),
                purchase.items().stream().map(EventRecords::recordOf).toList());
    }

    private static PurchaseItem recordOf(Purchase.Item item) {
        return new PurchaseItem(item.itemId(), item.category(), item.quantity(), amount(item.amount()));
    }

    private static PurchaseEvent recordOf(Refund refund) {
        return new PurchaseEvent(
                refund.eventId(),
                refund.orderId(),
                refund.customerId(),
                PurchaseKind.REFUND,
                Instant.ofEpochMilli(refund.occurredAt()),
                amount(refund.amount()),
                refund.currency(),
                refund.channel(),
                List.of());
    }

    private static BigDecimal amount(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
