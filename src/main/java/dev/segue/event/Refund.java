package dev.segue.event;

import java.math.BigDecimal;

/**
 * Money given back.
 *
 * @param orderId the order on which it gives money back, or null
 * @param amount the money given back in units of the currency, zero or more, at most four decimals
 * @param currency ISO 4217 code
 * @param channel where it happened, or null
 */
public record Refund(
        String eventId,
        String orderId,
        String customerId,
        long occurredAt,
        BigDecimal amount,
        String currency,
        String channel)
        implements Activity {}
