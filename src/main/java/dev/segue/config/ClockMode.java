package dev.segue.config;

/** What moves a task's clock. */
public enum ClockMode {
    /** Events and, once all input is processed, the wall clock. */
    LIVE,
    /** Events alone. */
    EVENT
}
