package dev.segue.config;

import java.time.Duration;

/**
 * How time passes.
 *
 * @param idle how long no record must have come before a live clock follows the wall clock
 * @param tick how often customers are looked for whose time has come
 */
public record ClockSettings(ClockMode mode, Duration idle, Duration tick) {}
