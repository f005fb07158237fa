package dev.segue.fault;

import dev.segue.check.Expectation.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The service that a scenario needs. Scenarios that need the same can be played on the same, one after the other.
 *
 * @param clock what is expected of the changes
 * @param settings beside those that all have
 */
record Ground(
        String definitions, Clock clock, int instances, Map<String, String> settings, Set<Peculiarity> peculiarities) {

    /** What not all need. */
    enum Peculiarity {
        /** The instances see the brokers through fronts, which can make trouble. */
        FRONTS,
        /** An instance may end by itself, with a code, and is started again then. */
        MAY_END,
        /** The instances take the memory of their heap at once, so that what is resident beyond it can be told. */
        HEAP_TAKEN,
        /** The instances are of the version before at first. */
        VERSION_BEFORE
    }

    /** Two instances with nothing peculiar. */
    Ground(String definitions, Clock clock) {
        this(definitions, clock, 2, Map.of(), Set.of());
    }

    boolean has(Peculiarity peculiarity) {
        return peculiarities.contains(peculiarity);
    }

    /** Whether the clock follows the wall clock. */
    boolean isLive() {
        return clock == Clock.LIVE || clock == Clock.ANY;
    }

    /** Whether somebody stands by for each instance. */
    boolean hasStandby() {
        // under the streams protocol the brokers decide, and by default there is none
        return !"0".equals(settings.get("num.standby.replicas")) && !settings.containsValue("streams");
    }

    /** How long what customers did is kept. */
    Duration retention() {
        return Duration.ofHours(Long.parseLong(
                settings.getOrDefault("segue.timeline.retention", "2160h").replace("h", "")));
    }

    /** A copy with one more setting. */
    Ground with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new Ground(definitions, clock, instances, more, peculiarities);
    }

    /** A copy with one more peculiarity. */
    Ground with(Peculiarity peculiarity) {
        Set<Peculiarity> more = new TreeSet<>(peculiarities);
        more.add(peculiarity);
        return new Ground(definitions, clock, instances, settings, more);
    }

    /** A copy with so many instances. */
    Ground with(int number) {
        return new Ground(definitions, clock, number, settings, peculiarities);
    }

    /** A copy of which something else is expected. */
    Ground expecting(String others, Clock other) {
        return new Ground(others, other, instances, settings, peculiarities);
    }
}
