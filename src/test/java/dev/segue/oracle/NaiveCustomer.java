package dev.segue.oracle;

import dev.segue.event.CustomerEvent;
import dev.segue.membership.Change;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has to become of one customer, for those who check the running service. */
public final class NaiveCustomer {

    private static final Pattern DURATION = Pattern.compile("(seconds|minutes|hours|days)\\((\\d+)\\)");
    private static final Map<String, Long> UNITS =
            Map.of("seconds", 1_000L, "minutes", 60_000L, "hours", 3_600_000L, "days", 86_400_000L);

    private final NaiveAssigner assigner;

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

    /** A change that has to come. @param reasons those it may name */
    public record Expected(
            long occurredAt,
            String segmentId,
            Change.Type type,
            Set<Change.Reason> reasons,
            long sequence,
            List<String> memberOf) {}

    /** @param clock the task's, once it has accepted the record */
    public void read(CustomerEvent event, long clock) {
        assigner.apply(event, clock);
    }

    /** Time passes. */
    public void passTo(long clock) {
        assigner.passTime(clock);
    }

    public List<Expected> changes() {
        return assigner.changes().stream()
                .map(change -> new Expected(
                        change.occurredAt(),
                        change.segmentId(),
                        change.type(),
                        change.reasons(),
                        change.sequence(),
                        change.memberOf()))
                .toList();
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
