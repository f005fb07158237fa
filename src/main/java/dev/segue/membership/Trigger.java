package dev.segue.membership;

/**
 * The record that made a change.
 *
 * @param eventId null for a profile
 */
public record Trigger(String topic, int partition, long offset, String eventId) {}
