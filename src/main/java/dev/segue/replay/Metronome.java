package dev.segue.replay;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Holds each event back until its time has come, counted from the first event at the given pace. */
public final class Metronome {

    private final Pace pace;
    private long firstEvent = -1;
    private long started;

    public Metronome(Pace pace) {
        this.pace = pace;
    }

    /** Waits for the event's time; does not wait for one that is overdue, or that bears no time. */
    public void await(CustomerEvent event) throws InterruptedException {
        OptionalLong time = timeOf(event);
        if (time.isEmpty()) {
            return;
        }
        if (firstEvent < 0) {
            firstEvent = time.getAsLong();
            started = System.nanoTime();
        }
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        long wait = pace.waitMillis(time.getAsLong() - firstEvent, elapsed);
        if (wait > 0) {
            Thread.sleep(wait);
        }
    }

    private static OptionalLong timeOf(CustomerEvent event) {
        if (event instanceof Activity activity) {
            return OptionalLong.of(activity.occurredAt());
        }
        return event instanceof ProfileUpdate profile ? OptionalLong.of(profile.updatedAt()) : OptionalLong.empty();
    }
}
