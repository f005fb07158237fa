package dev.segue.cluster;

import dev.segue.event.CustomerEvent;

/**
 * An event that a test has sent and the brokers have.
 *
 * @param at when it was sent, as its record says, epoch milliseconds
 * @param acknowledged when its producer heard that it is written, epoch milliseconds
 */
public record Sent(String topic, int partition, long offset, CustomerEvent event, long at, long acknowledged) {}
