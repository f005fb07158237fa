package dev.segue.config;

/**
 * Whether and how to create the topics that are missing.
 *
 * @param replicationFactor -1 for the broker's default
 */
public record TopicCreation(boolean wanted, int partitions, short replicationFactor) {}
