package dev.segue.check;

import dev.segue.event.CustomerEvent;

/**
 * A record of the inputs.
 *
 * @param event what it says; null for one that has to be a dead letter
 */
public record Received(Place place, CustomerEvent event) {}
