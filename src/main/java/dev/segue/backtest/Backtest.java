package dev.segue.backtest;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.DueIndex;
import dev.segue.membership.Outcome;
import dev.segue.membership.Trigger;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Retention;
import dev.segue.wire.EventRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One pass of a set of segments over a history, as one task: the clock is the greatest time accepted so far, over all
 * customers. A pure function of its arguments; an instance is good for one run.
 */
public final class Backtest {

    private static final Comparator<Change> IN_TIME_ORDER =
            Comparator.comparingLong(Change::occurredAt).thenComparing(Change::customerId);

    private final Assigner assigner;
    private final Consumer<? super Change> changes;
    private final Map<String, Customer> customers = new HashMap<>();
    private final DueIndex due = new DueIndex();
    private final Map<String, Long> offsets = new HashMap<>();
    private final List<Change> pending = new ArrayList<>();
    private final Tally tally = new Tally();
    private long clock;
    private long latest;

    private Backtest(SegmentSet segments, Retention retention, String holdoutSeed, Consumer<? super Change> changes) {
        long kept = Math.max(retention.millis(), segments.longestWindowMillis());
        this.assigner = new Assigner(segments, 0, 0, new Retention(kept, retention.maxEntries()), holdoutSeed);
        this.changes = changes;
    }

    /**
     * Hands on every change that the segments make of the events, ordered by time, then customer, then as they came.
     *
     * @param retention raised to the longest window of any rule
     * @param events in the order in which they are to be read
     * @param until the last instant that is evaluated; events dated later are left out. Empty: the time of the
     *     latest event
     * @param changes gets each change as soon as none can come before it
     * @return what became of the events
     */
    public static Tally run(
            SegmentSet segments,
            Retention retention,
            String holdoutSeed,
            Iterator<? extends CustomerEvent> events,
            OptionalLong until,
            Consumer<? super Change> changes) {
        Backtest backtest = new Backtest(segments, retention, holdoutSeed, changes);
        while (events.hasNext()) {
            backtest.read(events.next(), until.orElse(Long.MAX_VALUE));
        }
        long last = until.orElse(backtest.clock);
        backtest.advance(last == Long.MAX_VALUE ? last : last + 1);
        return backtest.tally;
    }

    private void read(CustomerEvent event, long until) {
        Trigger trigger = trigger(event);
        long time = timeOf(event);
        latest = Math.max(latest, time);
        // forgetting bears no time of its own: it is as late as what was read before it
        if ((event instanceof Forget ? latest : time) > until) {
            tally.afterUntil++;
        } else {
            apply(event, trigger, Math.max(clock, time));
        }
    }

    private void apply(CustomerEvent event, Trigger trigger, long now) {
        Customer customer = customers.computeIfAbsent(event.customerId(), Customer::unknown);
        Outcome outcome = assigner.apply(customer, event, trigger, now, pending::add);
        tally.count(outcome);
        if (outcome.accepted()) {
            advance(now);
        }
        due.put(customer.id(), customer.nextDue());
    }

    /** Moves the clock, evaluates everyone at the instants before it, and hands on what can no longer be preceded. */
    private void advance(long now) {
        if (now > clock) {
            clock = now;
            while (due.hasBefore(clock)) {
                Customer customer = customers.get(due.takeBefore(clock));
                assigner.passTime(customer, clock, pending::add);
                due.put(customer.id(), customer.nextDue());
            }
            handOn();
        }
    }

    private void handOn() {
        pending.sort(IN_TIME_ORDER);
        int settled = 0;
        while (settled < pending.size() && pending.get(settled).occurredAt() < clock) {
            changes.accept(pending.get(settled++));
        }
        tally.changes += settled;
        pending.subList(0, settled).clear();
    }

    private Trigger trigger(CustomerEvent event) {
        String topic = EventRecords.inputOf(event).defaultName();
        long offset = offsets.merge(topic, 1L, Long::sum) - 1;
        return new Trigger(topic, 0, offset, event instanceof Activity activity ? activity.eventId() : null);
    }

    private long timeOf(CustomerEvent event) {
        if (event instanceof Activity activity) {
            return activity.occurredAt();
        }
        return event instanceof ProfileUpdate profile ? profile.updatedAt() : clock;
    }
}
