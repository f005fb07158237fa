package dev.segue.query.answer.service;

import dev.segue.query.state.InstanceStanding;

/**
 * How a partition stands.
 *
 * @param instance the one that answered: the owner, or a standby where the tally has a staleness
 */
public record PartitionStanding(Tally tally, InstanceStanding instance) {}
