package dev.segue.assignment.store;

import dev.segue.membership.Change;
import dev.segue.membership.tally.Overlaps;
import dev.segue.membership.tally.Turnover;
import dev.segue.membership.tally.TurnoverStep;
import dev.segue.metric.TaskStanding.SegmentPair;
import dev.segue.metric.TaskStanding.SegmentSize;
import dev.segue.timeline.ByteReader;
import dev.segue.wire.StateKeys;
import java.util.HashMap;
import java.util.Map;

/**
 * What is counted of a task's customers when they change, so that nobody need scan them: how many are known, how segments overlap,
 * how many come and go, what the set in force changed of itself.
 */
public final class Census {

    private static final long BEFORE_ANY = -1;

    private final TaskProgress progress;
    private final Overlaps overlaps;
    private final Map<String, Turnover> turnovers = new HashMap<>();
    private final Map<String, TurnoverStep> newestSteps = new HashMap<>();
    private long customers;

    /** @param progress holds what is counted */
    public Census(TaskProgress progress) {
        this.progress = progress;
        this.customers = progress.count(StateKeys.CUSTOMERS);
        if (progress.clock() == 0) {
            progress.count(StateKeys.STEPS_SINCE, BEFORE_ANY);
        } else if (progress.count(StateKeys.STEPS_SINCE) == 0) {
            // an earlier version of this service counted no steps
            progress.count(StateKeys.STEPS_SINCE, progress.clock());
        }
        this.overlaps =
                new Overlaps((pair, size) -> progress.count(StateKeys.overlap(pair.first(), pair.second()), size));
        progress.under(StateKeys.overlaps()).forEach((key, size) -> {
            int end = key.indexOf('\0');
            overlaps.restore(
                    new Overlaps.Pair(key.substring(0, end), key.substring(end + 1)), StateKeys.number(size, 0));
        });
        progress.under(StateKeys.turnovers())
                .forEach((segmentId, bytes) -> turnovers.put(segmentId, Turnover.read(new ByteReader(bytes))));
    }

    /** Counts a change; to be called for each, in order. */
    public void apply(Change change) {
        overlaps.apply(change);
        Turnover turnover = turnovers.computeIfAbsent(change.segmentId(), any -> new Turnover());
        turnover.count(change.type(), change.occurredAt());
        progress.note(StateKeys.turnover(change.segmentId()), turnover.toBytes());
        count(change);
        if (change.reason() == Change.Reason.DEFINITION) {
            progress.count(StateKeys.BACKFILL_CHANGES, progress.count(StateKeys.BACKFILL_CHANGES) + 1);
        }
    }

    private void count(Change change) {
        TurnoverStep own = TurnoverStep.at(change.occurredAt());
        byte[] key = StateKeys.step(change.segmentId(), own.slot());
        TurnoverStep newest = newestSteps.get(change.segmentId());
        TurnoverStep kept = newest != null && newest.number() == own.number() ? newest : stepAt(key, own);
        if (kept.number() > own.number()) {
            return;
        }
        TurnoverStep counted = (kept.number() == own.number() ? kept : own).plus(change.type());
        if (newest == null || newest.number() <= counted.number()) {
            newestSteps.put(change.segmentId(), counted);
        }
        progress.note(key, counted.toBytes());
    }

    private TurnoverStep stepAt(byte[] key, TurnoverStep absent) {
        byte[] bytes = progress.noted(key);
        return bytes == null ? absent : TurnoverStep.read(new ByteReader(bytes));
    }

    /** How many customers are known. */
    public long customers() {
        return customers;
    }

    /** The size of a segment, and who came and went in the days before the clock. */
    public SegmentSize size(String segmentId, long clock) {
        long members = progress.sizes().getOrDefault(segmentId, 0L);
        Turnover turnover = turnovers.get(segmentId);
        return turnover == null
                ? new SegmentSize(members, 0, 0)
                : new SegmentSize(members, turnover.entered(clock), turnover.exited(clock));
    }

    /** The largest overlaps, at most so many. */
    public Map<SegmentPair, Long> overlaps(int most) {
        Map<SegmentPair, Long> largest = new HashMap<>();
        overlaps.largest(most).forEach((pair, size) -> largest.put(new SegmentPair(pair.first(), pair.second()), size));
        return largest;
    }

    /** Counts a customer who came to be known, or was forgotten; to be called for every record taken in. */
    public void known(boolean before, boolean after) {
        if (before != after) {
            customers += after ? 1 : -1;
            progress.count(StateKeys.CUSTOMERS, customers);
        }
    }
}
