package dev.segue.check;

import dev.segue.avro.ChangeReason;
import dev.segue.avro.SegmentChange;
import dev.segue.event.CustomerEvent;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the committed input must have made, by customer.
 *
 * @param segments in force before the first record; where the order is not known, at the end
 * @param retention of the timelines, milliseconds
 * @param clock how the tasks' clocks went
 */
public record Expectation(SegmentSet segments, long retention, Clock clock) {

    /** What is known of a task's clock. */
    public enum Clock {
        /** By events that are all on one topic, so that their order is known: every change is, to the millisecond. */
        EVENT,
        /**
         * By the wall clock, which may be past a record when it is read: the change it made tells the clock that it met, and
         * what follows from there by time is known to the millisecond again.
         */
        LIVE,
        /** By events of several topics, which are read in any order: what is known is where it ends. */
        UNORDERED,
        /** By the wall clock, with several sets of segments, one after the other: what is known is where it ends. */
        LIVE_UNORDERED,
        /** By nothing known, as of an instance whose wall clock was wrong: what is known is what holds of any history. */
        ANY;

        boolean isLive() {
            return this == LIVE || this == LIVE_UNORDERED;
        }

        boolean isOrdered() {
            return this == EVENT || this == LIVE;
        }

        private Clock unordered() {
            return switch (this) {
                case EVENT -> UNORDERED;
                case LIVE -> LIVE_UNORDERED;
                default -> this;
            };
        }
    }

    /**
     * What the topics tell themselves: a set that was there before all else makes every change known, several leave what the last
     * of them comes to.
     *
     * @param clock EVENT, LIVE or ANY
     */
    public static Expectation of(Contents contents, Clock clock) {
        boolean redefined =
                contents.changes().stream().anyMatch(change -> change.getReason() == ChangeReason.DEFINITION);
        boolean one = Published.isOneSet(contents.published()) && !redefined;
        try {
            SegmentSet segments = Definitions.compile(Published.last(contents.published()), Limits.DEFAULT);
            long retention = Math.max(Retention.DEFAULT.millis(), segments.longestWindowMillis());
            return new Expectation(segments, retention, one ? clock : clock.unordered());
        } catch (InvalidDefinitions e) {
            // then the set before is in force
            return new Expectation(SegmentSet.EMPTY, Retention.DEFAULT.millis(), Clock.ANY);
        }
    }

    /** @param until where all time has passed up to at rest; with a clock by events, the clocks say that themselves */
    Map<String, Past> pasts(List<Received> inputs, List<SegmentChange> changes, long until) {
        Map<String, List<SegmentChange>> made =
                changes.stream().collect(Collectors.groupingBy(SegmentChange::getCustomerId));
        Map<Integer, Long> clocks = new HashMap<>();
        Map<String, List<Past.Met>> records = new TreeMap<>();
        for (Received received : inputs) {
            if (received.event() == null) {
                continue;
            }
            CustomerEvent event = received.event();
            long reached = clocks.merge(received.place().partition(), Past.timeOf(event), Math::max);
            List<Past.Met> before = records.computeIfAbsent(event.customerId(), any -> new ArrayList<>());
            long met = clock.isLive() ? told(received, made, before) : reached;
            before.add(new Past.Met(received.place(), event, met));
        }
        Map<String, Past> pasts = new TreeMap<>();
        records.forEach((id, all) -> pasts.put(
                id,
                new Past(
                        all,
                        clock.isLive() ? until : clocks.get(all.get(0).place().partition()))));
        return pasts;
    }

    private static long told(Received received, Map<String, List<SegmentChange>> made, List<Past.Met> before) {
        CustomerEvent event = received.event();
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).clock();
        return made.getOrDefault(event.customerId(), List.of()).stream()
                .filter(change ->
                        change.getTrigger() != null && Place.of(change).equals(received.place()))
                .mapToLong(change -> change.getOccurredAt().toEpochMilli())
                .findFirst()
                .orElse(Math.max(last, Past.timeOf(event)));
    }
}
