package dev.segue.query.live;

import dev.segue.avro.ChangeReason;

/**
 * Which changes somebody wants.
 *
 * @param segmentId of that segment alone, or null
 * @param customerId of that customer alone, or null
 * @param reason for that reason alone, or null
 */
public record Filter(String segmentId, String customerId, ChangeReason reason) {}
