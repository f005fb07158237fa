package dev.segue.event;

import java.math.BigDecimal;
import java.util.List;

/**
 * An order.
 *
 * @param orderId the order, or null
 * @param amount the order's total in units of the currency, zero or more, at most four decimals
 * @param currency ISO 4217 code
 * @param channel where it happened, or null
 * @param items the lines of the order; may be empty
 */
public record Purchase(
        String eventId,
        String orderId,
        String customerId,
        long occurredAt,
        BigDecimal amount,
        String currency,
        String channel,
        List<Item> items)
        implements Activity {

    /**
     * One line of an order.
     *
     * @param itemId the item bought
     * @param category the item's category, or null
     * @param quantity how many
     * @param amount what the line came to, zero or more, at most four decimals
     */
    public record Item(String itemId, String category, int quantity, BigDecimal amount) {}
}
