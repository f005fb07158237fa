package dev.segue.assignment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the contract lets a record in, by its fields alone. */
final class PlainAdmission {

    private static final Set<String> OF_PURCHASES = Set.of("purchase", "purchase_item", "refund");

    private final String customer;
    private final long latest;

    /** @param latest that an event may be dated */
    PlainAdmission(String customer, long latest) {
        this.customer = customer;
        this.latest = latest;
    }

    boolean admits(Map<String, Object> fields) {
        if (!customer.equals(fields.get("customerId"))) {
            return false;
        } else if (fields.containsKey("attributes")) {
            return isDated(fields.get("updatedAt"))
                    && ((Map<?, ?>) fields.get("attributes")).values().stream().allMatch(PlainAdmission::isFinite);
        }
        boolean told = !((String) fields.get("eventId")).isBlank() && isDated(fields.get("occurredAt"));
        return told && (fields.containsKey("amount") ? admitsPurchase(fields) : admitsClick(fields));
    }

    private static boolean admitsClick(Map<String, Object> fields) {
        String type = (String) fields.get("type");
        return !type.isBlank() && !OF_PURCHASES.contains(type) && isFinite(fields.get("value"));
    }

    private static boolean admitsPurchase(Map<String, Object> fields) {
        return isAmount(fields.get("amount"))
                && ((String) fields.get("currency")).matches("[A-Z]{3}")
                && ((List<?>) fields.get("items")).stream().map(Map.class::cast).allMatch(PlainAdmission::isItem);
    }

    private static boolean isItem(Map<?, ?> item) {
        return isAmount(item.get("amount")) && (int) item.get("quantity") >= 0;
    }

    private boolean isDated(Object time) {
        return (long) time > 0 && (long) time <= latest;
    }

    private static boolean isAmount(Object amount) {
        BigDecimal exact = (BigDecimal) amount;
        return exact.signum() >= 0 && exact.precision() <= 18;
    }

    private static boolean isFinite(Object number) {
        return !(number instanceof Double value) || Double.isFinite(value);
    }
}
