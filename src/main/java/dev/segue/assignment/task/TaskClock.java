package dev.segue.assignment.task;

import dev.segue.assignment.watch.InputWatch;
import dev.segue.config.ClockMode;
import dev.segue.config.ClockSettings;

/**
 * The event time that a task has reached: the greatest occurredAt it accepted, and for a live clock also the wall clock as
 * far as the task is known to have read everything written until then. It never goes back. Epoch milliseconds.
 */
final class TaskClock {

    private final ClockSettings settings;
    private long now;
    private long lastRecordAt;

    /**
     * @param restored the clock that the task's state holds; 0 for none
     * @param wallClock now, by the wall clock
     */
    TaskClock(ClockSettings settings, long restored, long wallClock) {
        this.settings = settings;
        this.now = restored;
        this.lastRecordAt = wallClock;
    }

    boolean isLive() {
        return settings.mode() == ClockMode.LIVE;
    }

    long now() {
        return now;
    }

    /** A record was read. */
    void recordRead(long wallClock) {
        lastRecordAt = wallClock;
    }

    /** What the clock would be once a record of this time were accepted; a live clock does not run ahead for it. */
    long with(long occurredAt, long wallClock) {
        return Math.max(now, isLive() ? Math.min(occurredAt, wallClock) : occurredAt);
    }

    /** Sets the clock to what {@link #with} said, once the record was accepted. */
    void advance(long to) {
        now = Math.max(now, to);
    }

    /**
     * Lets a live clock follow the wall clock.
     *
     * @param caughtUpAt an instant of the wall clock before which nothing was written that is not processed;
     *     {@link InputWatch#UNKNOWN} for none
     */
    void follow(long caughtUpAt, long wallClock) {
        if (isLive() && wallClock - lastRecordAt >= settings.idle().toMillis()) {
            now = Math.max(now, Math.min(caughtUpAt, wallClock));
        }
    }
}
