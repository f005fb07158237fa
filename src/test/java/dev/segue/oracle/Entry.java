package dev.segue.oracle;

import java.util.Map;

/**
 * An entry of a customer's timeline, as rules see it.
 *
 * @param type what was done
 * @param at when, epoch milliseconds
 * @param properties those it has, by name: String, Long, Double, or BigDecimal for amounts
 */
record Entry(String type, long at, Map<String, Object> properties) {}
