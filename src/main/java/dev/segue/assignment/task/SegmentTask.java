package dev.segue.assignment.task;

import dev.segue.assignment.definitions.DefinitionSet;
import dev.segue.assignment.store.Census;
import dev.segue.assignment.store.CustomerStore;
import dev.segue.assignment.store.MemberStore;
import dev.segue.assignment.store.TaskProgress;
import dev.segue.assignment.store.TaskStores;
import dev.segue.assignment.watch.CaughtUp;
import dev.segue.config.Settings;
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
import dev.segue.metric.TaskStanding;
import dev.segue.metric.TaskStanding.SegmentSize;
import dev.segue.rule.Segment;
import dev.segue.timeline.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one task does: takes records in, notices when time alone changes an answer, takes new definitions over. Confined to the
 * task's thread; what it must not forget is in the stores. It begins with what they hold.
 *
 * <p>The clock is noted whenever a customer is, so that after a restart it is never before an instant by which something was
 * decided. A clock that only moved on with the wall clock is noted every ten seconds.
 */
final class SegmentTask {

    private static final long CLOCK_NOTE_MILLIS = 10_000;

    private final Collaborators with;
    private final Outlet outlet;
    private final TaskProgress progress;
    private final CustomerStore customers;
    private final MemberStore members;
    private final Census census;
    private final TaskClock clock;
    private final Backfill backfill;
    private final EarlyCommit earlyCommit;
    private final DueIndex due = new DueIndex();
    private final List<Change> changes = new ArrayList<>();
    private Assigner assigner;
    private List<String> segmentIds = List.of();
    private long version;
    private long readUntil;

    SegmentTask(Collaborators with, Outlet outlet, TaskStores stores) {
        this.with = with;
        this.outlet = outlet;
        Settings settings = with.settings();
        progress = new TaskProgress(stores.progress());
        customers = stores.customers();
        earlyCommit = new EarlyCommit(outlet::commit, outlet.commitInterval());
        customers.beforeCommit(this::beforeCommit);
        members = new MemberStore(stores.members(), progress);
        census = new Census(progress);
        clock = new TaskClock(settings.clock(), progress.clock(), wallClock());
        readUntil = wallClock();
        backfill = new Backfill(customers, progress);
        customers.indexInto(due);
        DefinitionSet inForce = with.feed().inForce(progress.setVersion(), progress.definitions());
        enforce(inForce, progress.setSince());
        adoptNewerSet();
    }

    /**
     * Takes a record in.
     *
     * @param trigger names the record in the changes that it makes
     * @param writtenAt when the record was written, by the wall clock
     */
    void accept(CustomerEvent event, Trigger trigger, long writtenAt) {
        long wallClock = wallClock();
        clock.recordRead(wallClock);
        readUntil = writtenAt;
        long then = clock.with(occurredAt(event), wallClock);
        Customer customer = customers.customer(event.customerId());
        boolean known = !customer.isUnknown();
        boolean exact = customer.exact();
        long dueBefore = customer.nextDue();
        Outcome outcome = assigner.apply(customer, event, trigger, then, changes::add);
        if (outcome.accepted()) {
            clock.advance(then);
            if (!changes.isEmpty()) {
                with.metrics().changeLatency(Duration.ofMillis(Math.max(0, wallClock - writtenAt)));
                earlyCommit.changed(writtenAt, wallClock);
            }
            census.known(known, !customer.isUnknown());
            settle(customer, dueBefore, event instanceof Forget, wallClock);
            with.metrics().timelineEntries(customer.entries());
            if (exact && !customer.exact()) {
                with.metrics().timelineFolded();
            }
        }
        with.metrics().event(trigger.topic(), outcome.name().toLowerCase(Locale.ROOT));
        earlyCommit.askIfDue(wallClock);
    }

    private void beforeCommit() {
        progress.write();
        earlyCommit.committed(wallClock());
    }

    /** A record was read that could not be taken in. */
    void refused() {
        clock.recordRead(wallClock());
    }

    /**
     * Lets time pass: evaluates whoever is due, then takes a newer definition set over, then brings customers up to it; only so
     * much at a time, so that records need not wait for long.
     *
     * @param caughtUpAt see {@link CaughtUp#at}
     */
    void tick(long caughtUpAt) {
        long wallClock = wallClock();
        // half of the time until the next tick, so that records get the other half
        Budget budget = new Budget(with.settings().clock().tick().dividedBy(2));
        clock.follow(caughtUpAt, wallClock);
        readUntil = Math.max(readUntil, caughtUpAt);
        earlyCommit.askIfDue(wallClock);
        while (due.hasBefore(clock.now())) {
            passTime(due.takeBefore(clock.now()), wallClock);
            if (budget.isSpent()) {
                return;
            }
        }
        adoptNewerSet();
        backfill.slice(version, new Budget(with.settings().backfillSlice()), customerId -> {
            passTime(customerId, wallClock);
            with.metrics().backfilled();
        });
        if (clock.now() - progress.clock() >= CLOCK_NOTE_MILLIS) {
            progress.clock(clock.now());
        }
    }

    /** Reports where the task stands. */
    void report(String task) {
        Map<String, SegmentSize> sizes = new HashMap<>();
        segmentIds.forEach(id -> sizes.put(id, census.size(id, clock.now())));
        with.metrics()
                .task(
                        task,
                        new TaskStanding(
                                clock.now(),
                                readUntil,
                                version,
                                census.customers(),
                                backfill.passed(),
                                due.size(),
                                due.earliest(),
                                sizes,
                                census.overlaps(TaskStanding.MOST_OVERLAPS)));
    }

    /**
     * Takes the newest set over if there is one newer than that in force. Not while a customer is due, who is to be evaluated with
     * the set then in force; nor before the backfill of that set is done, so that every customer meets every set that was in force.
     */
    private void adoptNewerSet() {
        DefinitionSet newest = with.feed().newest();
        if (newest.version() > version && backfill.done() && !due.hasBefore(clock.now())) {
            progress.adopt(newest, clock.now());
            progress.clock(clock.now());
            enforce(newest, clock.now());
            backfill.restart();
        }
    }

    private void enforce(DefinitionSet set, long since) {
        Retention wanted = with.settings().retention();
        long kept = Math.max(wanted.millis(), set.segments().longestWindowMillis());
        Retention retention = new Retention(kept, wanted.maxEntries());
        version = set.version();
        segmentIds = set.segments().segments().stream().map(Segment::id).toList();
        assigner = new Assigner(
                set.segments(), version, since, retention, with.settings().holdoutSeed());
    }

    private void passTime(String customerId, long wallClock) {
        Customer customer = customers.customer(customerId);
        if (!customer.isUnknown()) {
            assigner.passTime(customer, clock.now(), changes::add);
            settle(customer, Customer.NEVER, false, wallClock);
        }
    }

    /**
     * Notes what became of the customer, and sends out all that follows from their changes.
     *
     * @param dueBefore when the index of due customers has them
     */
    private void settle(Customer customer, long dueBefore, boolean forgotten, long wallClock) {
        customers.save(clock.now());
        progress.clock(clock.now());
        if (customer.nextDue() != dueBefore) {
            due.put(customer.id(), customer.nextDue());
        }
        for (Change change : changes) {
            members.apply(change);
            census.apply(change);
            outlet.change(change, wallClock);
            count(change, wallClock);
        }
        if (forgotten) {
            outlet.forgotten(customer.id());
        } else if (!changes.isEmpty()) {
            long updatedAt = changes.get(changes.size() - 1).occurredAt();
            outlet.memberships(customer, updatedAt);
        }
        changes.clear();
    }

    private void count(Change change, long wallClock) {
        with.metrics()
                .change(
                        change.segmentId(),
                        change.type().name().toLowerCase(Locale.ROOT),
                        change.reason().name().toLowerCase(Locale.ROOT));
        if (change.reason() == Change.Reason.TIME && clock.isLive()) {
            with.metrics().exitDelay(Duration.ofMillis(Math.max(0, wallClock - change.occurredAt())));
        }
    }

    private long wallClock() {
        return with.wallClock().getAsLong();
    }

    /** When it happened; forgetting takes effect at the clock and does not move it. */
    private long occurredAt(CustomerEvent event) {
        if (event instanceof Activity activity) {
            return activity.occurredAt();
        }
        return event instanceof ProfileUpdate profile ? profile.updatedAt() : clock.now();
    }
}
