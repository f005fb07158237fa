package dev.segue.check;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.oracle.NaiveCustomer;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All records of one customer, as the engine met them.
 *
 * @param records in the order of each topic
 * @param until where all time has passed up to
 */
record Past(List<Met> records, long until) {

    /** @param clock at which the record was met */
    record Met(Place place, CustomerEvent event, long clock) {}

    /** Whether the records lie on one topic, so that their order is known. */
    boolean isOrdered() {
        return records.stream().map(met -> met.place().topic()).distinct().count() == 1;
    }

    boolean isForgotten() {
        return records.stream().anyMatch(met -> met.event() instanceof Forget);
    }

    /** What had to become of the customer, evaluated at every instant that counts. @param made when the changes were made */
    NaiveCustomer lived(SegmentSet segments, long retention, Collection<Long> made) {
        Set<Long> times = new TreeSet<>(made);
        records.forEach(met -> times.addAll(List.of(Math.max(1, timeOf(met.event())), met.clock())));
        NaiveCustomer customer = new NaiveCustomer(segments, retention, times);
        records.forEach(met -> customer.read(met.event(), met.clock()));
        customer.passTo(until);
        return customer;
    }

    /**
     * What the segments may be that the customer is in at the end, whatever the order in which the records were met: of those
     * that {@link #remember} nothing of the memberships before.
     */
    List<Set<String>> members(SegmentSet segments, long retention) {
        if (isOrdered()) {
            long last = records.stream().mapToLong(Met::clock).max().orElse(0);
            return List.of(members(segments, retention, Math.max(last, until - 1)));
        }
        // an instant is settled once the clock is past it, or by a record that is met at it, which may have been any
        long last = records.stream().mapToLong(met -> timeOf(met.event())).max().orElse(0);
        return List.of(
                members(segments, retention, Math.max(last, until - 1)),
                members(segments, retention, Math.max(last, until)));
    }

    private Set<String> members(SegmentSet segments, long retention, long instant) {
        NaiveCustomer customer = new NaiveCustomer(SegmentSet.EMPTY, retention, Set.of());
        List<Met> order = new ArrayList<>(records);
        if (!isOrdered()) {
            order.sort(Comparator.comparingLong(met -> timeOf(met.event())));
        }
        long clock = 1;
        for (Met met : order) {
            clock = Math.max(clock, timeOf(met.event()));
            customer.read(met.event(), clock);
        }
        customer.redefine(segments, instant);
        Set<String> members = new TreeSet<>(customer.since().keySet());
        members.removeAll(remember(segments));
        return members;
    }

    /** The segments of which it matters, now or by another segment, who was in them when. */
    static Set<String> remember(SegmentSet segments) {
        Set<String> remember = new HashSet<>();
        for (Segment segment : segments.segments()) {
            if (segment.exit() != null
                    || segment.stayMillis() > 0
                    || segment.cooldownMillis() > 0
                    || segment.dependsOn().stream().anyMatch(remember::contains)) {
                remember.add(segment.id());
            }
        }
        return remember;
    }

    static long timeOf(CustomerEvent event) {
        if (event instanceof Activity activity) {
            return activity.occurredAt();
        }
        return event instanceof ProfileUpdate update ? update.updatedAt() : 0;
    }
}
