package dev.segue.membership;

/**
 * What is kept of a change, for telling memberships as of a past instant.
 *
 * @param occurredAt epoch milliseconds
 */
public record KeptChange(String segmentId, Change.Type type, long occurredAt) {}
