package dev.segue.event;

import java.util.Map;

/**
 * What is known of a customer from now on, in place of what was known before.
 *
 * @param updatedAt when it came to be so, in epoch milliseconds; one older than the profile held is ignored
 * @param attributes by name; each a {@link Boolean}, {@link Long}, finite {@link Double} or {@link String}
 */
public record ProfileUpdate(String customerId, long updatedAt, Map<String, Object> attributes)
        implements CustomerEvent {}
