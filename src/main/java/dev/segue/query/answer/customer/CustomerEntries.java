package dev.segue.query.answer.customer;

import dev.segue.membership.Customer;
import dev.segue.query.answer.Nullable;
import dev.segue.timeline.Amount;
import dev.segue.timeline.Entry;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a customer did, the newest first.
 *
 * @param before where the next page begins: ask with it; null on the last page
 * @param exact false once the oldest entries had to be folded into buckets
 * @param staleness null from the owner; from a standby, by how many milliseconds it may be behind the owner
 */
public record CustomerEntries(
        String customerId,
        List<TimelineEntry> entries,
        @Nullable Long before,
        boolean exact,
        @Nullable Long staleness) {

    /**
     * An entry of a timeline.
     *
     * @param occurredAt epoch milliseconds
     * @param properties by name; amounts are decimals in strings, of a refunded order what is left of it
     */
    public record TimelineEntry(String type, long occurredAt, Map<String, Object> properties) {}

    /** A page ends between instants, so that the next may begin before one; it may thus hold more than the limit. */
    public static CustomerEntries of(Customer customer, long now, int limit, long before, Long staleness) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (Track track : customer.timeline().tracks()) {
            for (int i = track.firstAfter(before - 1) - 1; i >= 0; i--) {
                Entry entry = track.get(i);
                if (full(entries, limit) && entry.at() < entries.get(limit - 1).occurredAt()) {
                    break;
                }
                entries.add(new TimelineEntry(track.type(), entry.at(), properties(entry, now)));
            }
            entries.sort(Comparator.comparingLong(TimelineEntry::occurredAt)
                    .reversed()
                    .thenComparing(TimelineEntry::type));
        }
        int end = Math.min(limit, entries.size());
        while (end > 0
                && end < entries.size()
                && entries.get(end).occurredAt() == entries.get(end - 1).occurredAt()) {
            end++;
        }
        List<TimelineEntry> page = List.copyOf(entries.subList(0, end));
        boolean more = end < entries.size() || hasOlder(customer, page);
        Long next = more ? (Long) page.get(end - 1).occurredAt() : null;
        return new CustomerEntries(customer.id(), page, next, customer.exact(), staleness);
    }

    private static boolean full(List<TimelineEntry> entries, int limit) {
        return entries.size() >= limit;
    }

    private static boolean hasOlder(Customer customer, List<TimelineEntry> page) {
        if (page.isEmpty()) {
            return false;
        }
        long oldest = page.get(page.size() - 1).occurredAt();
        return customer.timeline().tracks().stream()
                .anyMatch(track -> track.size() > 0 && track.get(0).at() < oldest);
    }

    private static Map<String, Object> properties(Entry entry, long now) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : entry.names()) {
            Object value = entry.property(name, now);
            properties.put(
                    name, value instanceof Amount amount ? amount.toBigDecimal().toPlainString() : value);
        }
        return properties;
    }
}
