package dev.segue.bench.peer.history;

/**
 * A customer entered or left a segment.
 *
 * @param occurredAt the instant at which it turned, epoch milliseconds
 * @param sequence dense per customer, from 1
 * @param byEvent whether the event just applied decided; else time did
 */
public record Crossing(TenSegments segment, boolean entered, long occurredAt, long sequence, boolean byEvent) {}
