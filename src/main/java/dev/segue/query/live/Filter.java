package dev.segue.query.live;

/**
 * Which changes somebody wants.
 *
 * @param segmentId of that segment alone, or null
 * @param customerId of that customer alone, or null
 */
public record Filter(String segmentId, String customerId) {}
