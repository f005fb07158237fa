package dev.segue.oracle;

import dev.segue.event.CustomerEvent;
import dev.segue.membership.Change;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What has to become of one customer, for those who check the running service. */
public final class NaiveCustomer {

    private static final Pattern DURATION = Pattern.compile("(seconds|minutes|hours|days)\\((\\d+)\\)");
    private static final Map<String, Long> UNITS =
            Map.of("seconds", 1_000L, "minutes", 60_000L, "hours", 3_600_000L, "days", 86_400_000L);

    /** The record of a change that time made. */
    public static final int NO_RECORD = -1;

    private final NaiveAssigner assigner;
    /** By change, the number of the record that was read when it was made. */
    private final List<Integer> records = new ArrayList<>();

    private int read;

    /**
     * @param segments by rules whose durations are written as numbers
     * @param retention entries at or before clock - retention are dropped
     * @param times of all the customer's records and changes: from each of them on, a duration of a rule may end
     */
    public NaiveCustomer(SegmentSet segments, long retention, Collection<Long> times) {
        TreeSet<Long> instants = new TreeSet<>(times);
        for (long duration : durations(segments)) {
            times.forEach(time -> instants.addAll(List.of(time + duration, time + duration + 1)));
        }
        assigner = new NaiveAssigner(segments, retention, now -> {
            Long next = instants.higher(now);
            return next == null ? Long.MAX_VALUE : next;
        });
    }

    /**
     * A change that has to come.
     *
     * @param reasons those it may name
     * @param record which of those read it came with, from 0; {@link #NO_RECORD} where time alone made it
     */
    public record Expected(
            long occurredAt,
            String segmentId,
            Change.Type type,
            Set<Change.Reason> reasons,
            long sequence,
            List<String> memberOf,
            int record) {}

    /** @param clock the task's, once it has accepted the record */
    public void read(CustomerEvent event, long clock) {
        passTo(clock);
        assigner.apply(event, clock);
        note(read++);
    }

    /** Time passes. */
    public void passTo(long clock) {
        assigner.passTime(clock);
        note(NO_RECORD);
    }

    /** Other segments come into force. */
    public void redefine(SegmentSet segments, long clock) {
        assigner.redefine(segments, clock);
        note(NO_RECORD);
    }

    private void note(int record) {
        while (records.size() < assigner.changes().size()) {
            records.add(record);
        }
    }

    public List<Expected> changes() {
        return IntStream.range(0, records.size())
                .mapToObj(i -> expected(assigner.changes().get(i), records.get(i)))
                .toList();
    }

    private static Expected expected(NaiveChange change, int record) {
        return new Expected(
                change.occurredAt(),
                change.segmentId(),
                change.type(),
                change.reasons(),
                change.sequence(),
                change.memberOf(),
                record);
    }

    /** The segments the customer is in now, and since when. */
    public Map<String, Long> since() {
        return assigner.since();
    }

    private static Set<Long> durations(SegmentSet segments) {
        Set<Long> durations = new TreeSet<>();
        for (Segment segment : segments.segments()) {
            durations.add(segment.stayMillis());
            durations.add(segment.cooldownMillis());
            Matcher found = DURATION.matcher(
                    segment.definition().enter() + " " + segment.definition().exit());
            while (found.find()) {
                durations.add(Long.parseLong(found.group(2)) * UNITS.get(found.group(1)));
            }
        }
        return durations;
    }
}
