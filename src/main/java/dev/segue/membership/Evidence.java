package dev.segue.membership;

/**
 * One thing that a rule measured.
 *
 * @param expression the measure, as the rule language writes it
 * @param value its value, or null where it was absent
 */
public record Evidence(String expression, String value) {}
