package dev.segue.check;

import dev.segue.event.CustomerEvent;

/**
 * A record of the inputs.
 *
 * @param event what it says; null for one that has to be a dead letter
 * @param at the time that the record bears, epoch milliseconds
 */
public record Received(Place place, CustomerEvent event, long at) {}
