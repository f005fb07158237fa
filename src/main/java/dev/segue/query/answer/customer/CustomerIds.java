package dev.segue.query.answer.customer;

import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.Staleness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Customers who are known, found by how their ids begin.
 *
 * @param customers their ids, in the order of their bytes
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record CustomerIds(List<String> customers, @Nullable Long staleness) {

    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** The first of all partitions together. */
    public static CustomerIds of(List<CustomerIds> parts, int limit) {
        List<String> first = parts.stream()
                .flatMap(part -> part.customers().stream())
                .sorted(BY_BYTES)
                .limit(limit)
                .toList();
        return new CustomerIds(first, Staleness.ofAll(parts, CustomerIds::staleness));
    }
}
