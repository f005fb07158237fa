package dev.segue.oracle;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.membership.Change;
import dev.segue.membership.Change.Reason;
import dev.segue.rule.Expression;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/** One customer's changes by one set of segments, evaluated at every instant there is. */
final class NaiveAssigner {

    private SegmentSet segments;
    private final long retention;
    private final LongUnaryOperator nextInstant;

    private NaiveTimeline timeline = new NaiveTimeline();
    private ProfileUpdate profile;
    private Map<String, Long> since = new TreeMap<>();
    private Map<String, Long> left = new TreeMap<>();
    private long sequence;
    private boolean known;
    private long evaluated;
    private boolean contradiction;
    private Set<Long> datedAhead = new TreeSet<>();
    private List<NaiveChange> changes = new ArrayList<>();

    /**
     * @param retention entries at or before clock - retention are dropped
     * @param nextInstant the next instant there is; {@code t -> t + 1} for every one
     */
    NaiveAssigner(SegmentSet segments, long retention, LongUnaryOperator nextInstant) {
        this.segments = segments;
        this.retention = retention;
        this.nextInstant = nextInstant;
    }

    List<NaiveChange> changes() {
        return changes;
    }

    /** Whether at some instant a segment's enter and exit both held, so that nothing but flapping is right. */
    boolean contradiction() {
        return contradiction;
    }

    Map<String, Long> since() {
        return since;
    }

    /** When the customer will leave the segment if nothing happens, or null for not up to the horizon. */
    Long exitOf(String segmentId, long horizon) {
        NaiveAssigner future = copy();
        for (long now = nextInstant.applyAsLong(evaluated); now <= horizon; now = nextInstant.applyAsLong(now)) {
            future.passTime(now + 1);
            if (!future.since.containsKey(segmentId)) {
                return now;
            }
        }
        return null;
    }

    void take(Step step) {
        if (step instanceof Step.Read read) {
            apply(read.event(), read.clock());
        } else if (step instanceof Step.Redefine redefine) {
            redefine(new SegmentSet(redefine.segments()), redefine.clock());
        } else {
            passTime(step.clock());
        }
    }

    /** Evaluates at every instant before the clock that was not evaluated yet. */
    void passTime(long clock) {
        if (!known) {
            return;
        }
        for (long now = nextInstant.applyAsLong(evaluated); now < clock; now = nextInstant.applyAsLong(now)) {
            evaluate(now, null, null);
            evaluated = now;
        }
    }

    /** Time passes up to the clock, then the record takes its place, then the customer is evaluated at the clock. */
    void apply(CustomerEvent event, long clock) {
        passTime(clock);
        timeline.dropUpTo(clock - retention, clock);
        NaiveAssigner before = copy();
        if (event instanceof Forget) {
            forget(clock);
        } else if (accepts(event, clock)) {
            known = true;
            evaluate(clock, before, event instanceof ProfileUpdate ? Reason.PROFILE : Reason.EVENT);
            evaluated = clock;
        }
    }

    /** Retired segments are left first, by id and whatever their stay; the others are evaluated at the clock by their new rules. */
    void redefine(SegmentSet others, long clock) {
        passTime(clock);
        List<String> ids = others.segments().stream().map(Segment::id).toList();
        List<Segment> retired = new ArrayList<>(segments.segments());
        retired.removeIf(segment -> ids.contains(segment.id()));
        retired.sort(Comparator.comparing(Segment::id));
        for (Segment segment : retired) {
            if (since.remove(segment.id()) != null) {
                change(clock, segment, Change.Type.EXITED, Set.of(Reason.DEFINITION));
            }
        }
        segments = others;
        if (known) {
            evaluate(clock, null, Reason.DEFINITION);
            evaluated = clock;
        }
    }

    private boolean accepts(CustomerEvent event, long clock) {
        if (event instanceof ProfileUpdate update) {
            if (profile != null && update.updatedAt() < profile.updatedAt()) {
                return false;
            }
            profile = update;
            return true;
        }
        Activity activity = (Activity) event;
        if (timeline.holds(activity.eventId())) {
            return false;
        } else if (activity.occurredAt() <= clock - retention) {
            timeline.addForLife(activity);
            return true;
        }
        timeline.add(activity);
        if (activity.occurredAt() > clock) {
            datedAhead.add(activity.occurredAt());
        }
        return true;
    }

    private void forget(long clock) {
        for (Segment segment : segments.segments()) {
            if (since.remove(segment.id()) != null) {
                change(clock, segment, Change.Type.EXITED, Set.of(Reason.FORGOTTEN));
            }
        }
        timeline = new NaiveTimeline();
        profile = null;
        left = new TreeMap<>();
        datedAhead = new TreeSet<>();
        sequence = 0;
        known = false;
    }

    private void evaluate(long now, NaiveAssigner withoutRecord, Reason record) {
        Set<String> membersBefore = Set.copyOf(since.keySet());
        int first = changes.size();
        Set<String> anyway = withoutRecord == null ? Set.of() : withoutRecord.wouldTurn(now);
        List<Entry> entries = timeline.entries(now);
        for (Segment segment : segments.segments()) {
            if (turns(segment, now, entries, since.keySet())) {
                boolean alone = turns(segment, now, entries, membersBefore);
                Set<Reason> reasons = reasons(alone, anyway.contains(segment.id()), record, now);
                if (since.containsKey(segment.id())) {
                    since.remove(segment.id());
                    left.put(segment.id(), now);
                    change(now, segment, Change.Type.EXITED, reasons);
                } else {
                    since.put(segment.id(), now);
                    change(now, segment, Change.Type.ENTERED, reasons);
                }
            }
        }
        if (changes.size() > first) {
            NaiveAssigner after = copy();
            after.evaluated = now;
            changes.subList(first, changes.size()).replaceAll(change -> change.followedBy(after));
        }
    }

    /**
     * @param alone whether it would have turned without the segments that turned at the same instant
     * @param anyway whether it would have turned at this instant without the record too
     * @param record the record's own reason; null when time passes
     */
    private Set<Reason> reasons(boolean alone, boolean anyway, Reason record, long now) {
        if (record == Reason.DEFINITION) {
            return Set.of(record);
        } else if (!alone) {
            return Set.of(Reason.SEGMENT);
        } else if (record == null) {
            return datedAhead.contains(now) ? Set.of(Reason.TIME, Reason.EVENT) : Set.of(Reason.TIME);
        }
        return anyway ? Set.of(Reason.TIME) : Set.of(record);
    }

    /** The segments that would turn at the instant by time alone. */
    private Set<String> wouldTurn(long now) {
        NaiveAssigner copy = copy();
        if (!known || now == evaluated) {
            return Set.of();
        }
        copy.changes = new ArrayList<>();
        copy.evaluate(now, null, null);
        Set<String> turned = new TreeSet<>();
        copy.changes.forEach(change -> turned.add(change.segmentId()));
        return turned;
    }

    private boolean turns(Segment segment, long now, List<Entry> entries, Set<String> members) {
        Map<String, Object> attributes = profile == null ? Map.of() : profile.attributes();
        NaiveRules rules = new NaiveRules(entries, attributes, now, members::contains);
        boolean enter = rules.hold(segment.enter());
        boolean exit = segment.exit() == null ? !enter : rules.hold(segment.exit());
        contradiction |= enter && exit;
        Long entered = since.get(segment.id());
        if (entered != null) {
            return exit && now >= entered + segment.stayMillis();
        }
        if (exit && segment.stayMillis() == 0 && segment.cooldownMillis() == 0) {
            return false;
        }
        Long exited = left.get(segment.id());
        return enter && (exited == null || now >= exited + segment.cooldownMillis());
    }

    private void change(long now, Segment segment, Change.Type type, Set<Reason> reasons) {
        NaiveChange change =
                new NaiveChange(now, segment.id(), type, reasons, ++sequence, List.copyOf(since.keySet()), null);
        changes.add(change);
    }

    /** Whether a rule holds at an instant up to which time has passed. */
    boolean holds(Expression rule, long now) {
        Map<String, Object> attributes = profile == null ? Map.of() : profile.attributes();
        return new NaiveRules(timeline.entries(now), attributes, now, since::containsKey).hold(rule);
    }

    /** The time of the oldest entry or of the profile, whichever is the older; never where there is neither. */
    long knownSince() {
        long oldest = timeline.oldestKept();
        return profile == null ? oldest : Math.min(oldest, profile.updatedAt());
    }

    /** The same timeline and profile, of a customer in no segment before an instant, from there on. */
    NaiveAssigner inNothingBefore(long instant) {
        NaiveAssigner anew = copy();
        anew.since = new TreeMap<>();
        anew.left = new TreeMap<>();
        anew.changes = new ArrayList<>();
        anew.datedAhead = new TreeSet<>();
        anew.evaluated = instant - 1;
        return anew;
    }

    /** Another one that goes on from here by itself. */
    NaiveAssigner copy() {
        NaiveAssigner copy = new NaiveAssigner(segments, retention, nextInstant);
        copy.timeline = timeline.copy();
        copy.profile = profile;
        copy.since = new TreeMap<>(since);
        copy.left = new TreeMap<>(left);
        copy.sequence = sequence;
        copy.known = known;
        copy.evaluated = evaluated;
        copy.datedAhead = new TreeSet<>(datedAhead);
        return copy;
    }
}
