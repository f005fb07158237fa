package dev.segue.wire;

import static dev.segue.wire.Refusal.unless;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseItem;
import dev.segue.avro.PurchaseKind;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** The one gate to the timelines: checks records, whether decoded from a topic or a file, and makes events of them. */
public final class Admission {

    private static final Set<String> KEPT_TYPES = Set.of("purchase", "purchase_item", "refund");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MAX_DIGITS = 18;

    private Admission() {}

    /**
     * The event that a record of the input says.
     *
     * @param customer the record's key
     * @param value of the input's schema; null for a tombstone
     * @param latest the latest time that the event may be dated, epoch milliseconds
     */
    public static CustomerEvent admit(Input input, String customer, SpecificRecord value, long latest) throws Refusal {
        unless(customer != null, DeadLetterReason.WRONG_KEY, "The record has no key.");
        unless(!customer.isBlank(), DeadLetterReason.WRONG_KEY, "The key is blank.");
        if (value == null) {
            unless(
                    input == Input.CUSTOMER_PROFILES,
                    DeadLetterReason.MISSING_VALUE,
                    "The record has no value; only a customer profile may be a tombstone.");
            return new Forget(customer);
        }
        return switch (input) {
            case CLICKSTREAM -> click(customer, (ClickEvent) value, latest);
            case PURCHASES -> purchase(customer, (PurchaseEvent) value, latest);
            case CUSTOMER_PROFILES -> profile(customer, (CustomerProfile) value, latest);
        };
    }

    private static Click click(String customer, ClickEvent e, long latest) throws Refusal {
        owned(customer, e.getCustomerId());
        identified(e.getEventId());
        String type = e.getType();
        unless(!type.isBlank(), DeadLetterReason.INVALID_TYPE, "The type is blank.");
        unless(
                !KEPT_TYPES.contains(type),
                DeadLetterReason.INVALID_TYPE,
                "The types purchase, purchase_item and refund are kept for the purchases topic.");
        long occurredAt = dated("occurredAt", e.getOccurredAt(), latest);
        Double value = e.getValue();
        unless(value == null || Double.isFinite(value), DeadLetterReason.INVALID_NUMBER, "The value is not finite.");
        return new Click(
                e.getEventId(),
                customer,
                type,
                occurredAt,
                e.getSessionId(),
                e.getItemId(),
                e.getCategory(),
                e.getChannel(),
                value,
                Map.copyOf(e.getProperties()));
    }

    private static Activity purchase(String customer, PurchaseEvent e, long latest) throws Refusal {
        owned(customer, e.getCustomerId());
        identified(e.getEventId());
        long occurredAt = dated("occurredAt", e.getOccurredAt(), latest);
        amount(e.getAmount(), "The amount");
        unless(
                CURRENCY.matcher(e.getCurrency()).matches(),
                DeadLetterReason.INVALID_CURRENCY,
                "The currency is not an ISO 4217 code of three capital letters.");
        for (PurchaseItem item : e.getItems()) {
            amount(item.getAmount(), "An item's amount");
            unless(item.getQuantity() >= 0, DeadLetterReason.INVALID_QUANTITY, "An item's quantity is negative.");
        }
        String order = e.getOrderId() == null || e.getOrderId().isBlank() ? null : e.getOrderId();
        if (e.getKind() == PurchaseKind.REFUND) {
            return new Refund(
                    e.getEventId(), order, customer, occurredAt, e.getAmount(), e.getCurrency(), e.getChannel());
        }
        return new Purchase(
                e.getEventId(),
                order,
                customer,
                occurredAt,
                e.getAmount(),
                e.getCurrency(),
                e.getChannel(),
                e.getItems().stream().map(Admission::item).toList());
    }

    private static Purchase.Item item(PurchaseItem item) {
        return new Purchase.Item(item.getItemId(), item.getCategory(), item.getQuantity(), item.getAmount());
    }

    private static ProfileUpdate profile(String customer, CustomerProfile profile, long latest) throws Refusal {
        owned(customer, profile.getCustomerId());
        long updatedAt = dated("updatedAt", profile.getUpdatedAt(), latest);
        for (Object attribute : profile.getAttributes().values()) {
            unless(
                    !(attribute instanceof Double number) || Double.isFinite(number),
                    DeadLetterReason.INVALID_NUMBER,
                    "An attribute is not finite.");
        }
        return new ProfileUpdate(customer, updatedAt, Map.copyOf(profile.getAttributes()));
    }

    private static void owned(String key, String customer) throws Refusal {
        unless(key.equals(customer), DeadLetterReason.WRONG_KEY, "The key is not the record's customerId.");
    }

    private static void identified(String eventId) throws Refusal {
        unless(!eventId.isBlank(), DeadLetterReason.MISSING_ID, "The eventId is blank.");
    }

    private static long dated(String field, Instant time, long latest) throws Refusal {
        long millis = time.toEpochMilli();
        unless(millis > 0, DeadLetterReason.IMPOSSIBLE_TIME, field + " is not after 1970-01-01T00:00:00Z.");
        unless(
                millis <= latest,
                DeadLetterReason.IMPOSSIBLE_TIME,
                field + " is further ahead of the wall clock than segue.max-future allows.");
        return millis;
    }

    private static void amount(BigDecimal amount, String what) throws Refusal {
        unless(amount.signum() >= 0, DeadLetterReason.INVALID_AMOUNT, what + " is negative.");
        unless(amount.precision() <= MAX_DIGITS, DeadLetterReason.INVALID_AMOUNT, what + " has more than 18 digits.");
    }
}
