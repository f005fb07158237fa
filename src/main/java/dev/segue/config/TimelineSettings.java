package dev.segue.config;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param retention how long entries are kept, unless a rule's window is longer
 * @param maxRetention how far rules may raise that; at least the retention
 * @param maxEntries entries kept of one customer before the oldest are folded
 * @param cachedCustomers customers that each task keeps decoded in memory
 * @param storeBytes memory outside the heap that all stores share
 */
public record TimelineSettings(
        Duration retention, Duration maxRetention, int maxEntries, int cachedCustomers, long storeBytes) {}
