package dev.segue.fault;

import dev.segue.check.Expectation.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service that a scenario needs. Scenarios that need the same can be played on the same, one after the other.
 *
 * @param clock what is expected of the changes
 * @param settings beside those that all have
 * @param fronts whether the instances see the brokers through fronts, which can make trouble
 * @param mayEnd whether an instance may end by itself, with a code, and is started again then
 * @param before whether the instances are of the version before at first
 */
record Ground(
        String definitions,
        Clock clock,
        int instances,
        Map<String, String> settings,
        boolean fronts,
        boolean mayEnd,
        boolean before) {

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
        return new Ground(definitions, clock, instances, more, fronts, mayEnd, before);
    }
}
