package dev.segue.explain;

import dev.segue.timeline.Amount;
import dev.segue.timeline.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of the timeline that counts for a measure.
 *
 * @param occurredAt epoch milliseconds
 * @param properties by name: texts, numbers, and amounts as decimals, as refunds have left them
 */
public record CountedEntry(long occurredAt, Map<String, Object> properties) {

    static CountedEntry of(Entry entry, long now) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : entry.names()) {
            Object value = entry.property(name, now);
            properties.put(name, value instanceof Amount amount ? amount.toBigDecimal() : value);
        }
        return new CountedEntry(entry.at(), properties);
    }
}
