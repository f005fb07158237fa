package dev.segue.event;

import java.util.Map;

/**
 * One thing done on a site or in an app, other than buying.
 *
 * @param type what was done; never {@code purchase}, {@code purchase_item} or {@code refund}
 * @param sessionId the visit, or null
 * @param itemId the item, or null
 * @param category the item's category, or null
 * @param channel where it happened, or null
 * @param value a finite number that belongs to the event, or null
 * @param properties anything else, by name
 */
public record Click(
        String eventId,
        String customerId,
        String type,
        long occurredAt,
        String sessionId,
        String itemId,
        String category,
        String channel,
        Double value,
        Map<String, String> properties)
        implements Activity {}
