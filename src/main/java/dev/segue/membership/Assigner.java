package dev.segue.membership;

import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.plan.Rule;
import dev.segue.timeline.Retention;
import dev.segue.timeline.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Decides memberships by one set of segments. A pure function of the customer's state, the record and the clock, which
 * are all arguments. Changes come out in the order in which they occurred: by instant, then in dependency order of the
 * segments, then by id. Confined to one thread.
 */
public final class Assigner {

    private final Rulebook rules;
    private final long version;
    private final long since;
    private final Retention retention;

    /**
     * @param segments the set in force
     * @param version the offset that the set reaches to; grows with every set
     * @param since the clock at which the set came into force: customers last evaluated with an older set are brought
     *     up as of this instant, whenever their turn comes. Every instant before it must have been evaluated with the
     *     older set
     * @param retention how much to keep
     * @param holdoutSeed decides who is in the holdout arm
     */
    public Assigner(SegmentSet segments, long version, long since, Retention retention, String holdoutSeed) {
        this.rules = new Rulebook(segments, new Holdout(holdoutSeed));
        this.version = version;
        this.since = since;
        this.retention = retention;
    }

    /**
     * Applies a record: first {@link #passTime passes time} up to the clock, then takes the record in and evaluates the
     * customer at the clock. A record that is not {@link Outcome#accepted accepted} changes nothing at all, so the clock
     * may be given as it would be with the record accepted.
     *
     * @param clock now; at least the record's own time, save for a record dated ahead of a live clock
     * @param trigger names the record in the changes it makes
     */
    public Outcome apply(
            Customer customer, CustomerEvent event, Trigger trigger, long clock, Consumer<? super Change> changes) {
        Outcome outcome = foresee(customer, event, clock);
        if (!outcome.accepted()) {
            return outcome;
        }
        passTime(customer, clock, changes);
        if (event instanceof Forget) {
            forget(customer, trigger, clock, changes);
            return outcome;
        }
        List<Flip> byTime = customer.nextDue() <= clock ? wouldTurn(customer, clock) : List.of();
        boolean first = customer.isUnknown();
        boolean folded = takeIn(customer, event, clock);
        Agenda agenda = touchedBy(event, customer, clock);
        if (first) {
            agenda.holdingOfNothing();
        } else if (folded) {
            agenda.allConcerning(clock, customer);
        } else if (customer.nextDue() <= clock || customer.unsettled()) {
            agenda.dueAt(clock, customer);
        }
        Decision decision = settle(customer, clock, agenda);
        if (event instanceof Activity activity && activity.occurredAt() > clock) {
            customer.vigil(rules).wholeDueAt(activity.occurredAt());
            customer.dueAt(customer.vigil(rules).nextDue());
        }
        customer.evaluatedWith(version);
        Change.Reason reason = event instanceof ProfileUpdate ? Change.Reason.PROFILE : Change.Reason.EVENT;
        new Announcement(customer, clock, changes)
                .of(decision, flip -> byTime.stream().anyMatch(flip::sameAs) ? Change.Reason.TIME : reason, trigger);
        return outcome;
    }

    private Outcome foresee(Customer customer, CustomerEvent event, long clock) {
        if (event instanceof ProfileUpdate update) {
            return update.updatedAt() < customer.profile().updatedAt() ? Outcome.OUTDATED : Outcome.ACCEPTED;
        }
        if (event instanceof Activity activity) {
            if (customer.timeline().holds(activity.eventId(), clock, retention)) {
                return Outcome.DUPLICATE;
            }
            if (activity.occurredAt() <= clock - retention.millis()) {
                return Outcome.EXPIRED;
            }
            return activity.occurredAt() < clock ? Outcome.LATE : Outcome.ACCEPTED;
        }
        return Outcome.ACCEPTED;
    }

    /** Whether entries had to be folded, so that any measure may have changed. */
    private boolean takeIn(Customer customer, CustomerEvent event, long clock) {
        if (event instanceof ProfileUpdate update) {
            customer.know(new Profile(update.updatedAt(), update.attributes()));
            return false;
        }
        Timeline timeline = customer.timeline();
        timeline.add((Activity) event, clock, retention);
        return timeline.trim(clock, retention) > 0;
    }

    private Agenda touchedBy(CustomerEvent event, Customer customer, long clock) {
        return event instanceof Activity activity
                ? rules.agenda().touchedBy(activity, customer, clock)
                : rules.agenda().touchedByProfile(customer);
    }

    /** What would turn at an instant by what is known of the customer, who is not changed. */
    private List<Flip> wouldTurn(Customer customer, long instant) {
        return decision(customer, instant)
                .evaluate(rules.agenda().dueAt(instant, customer).rules())
                .flips();
    }

    /** Evaluates what is on the agenda, and notes when the customer is due next; what turns is left to be announced. */
    private Decision settle(Customer customer, long instant, Agenda agenda) {
        Vigil vigil = customer.vigil(rules);
        if (agenda.isWhole()) {
            vigil.beginAnew(Agenda.nextDatedAfter(instant, customer.timeline()));
        }
        Decision decision = decision(customer, instant).evaluate(agenda.rules(), true, vigil::dueAt);
        customer.dueAt(vigil.nextDue());
        customer.unsettled(decision.unsettled());
        return decision;
    }

    private Decision decision(Customer customer, long instant) {
        Vigil vigil = customer.vigil(rules);
        Standings standings = customer.standings();
        return new Decision(
                rules,
                customer,
                (rule, segmentId) -> vigil.hasStanding(rule) ? standings.of(segmentId) : null,
                instant);
    }

    /**
     * Brings the customer up to this set if needed, then evaluates them at every instant before the clock at which time
     * alone can change an answer.
     */
    public void passTime(Customer customer, long clock, Consumer<? super Change> changes) {
        if (customer.isUnknown()) {
            return;
        }
        if (customer.definitions() < version) {
            bringUp(customer, changes);
        }
        while (customer.nextDue() < clock) {
            long instant = customer.nextDue();
            // an entry dated ahead of the clock takes effect when its time comes: it decides then, not time alone
            Change.Reason reason = customer.timeline().anythingAt(instant) ? Change.Reason.EVENT : Change.Reason.TIME;
            Decision decision = settle(customer, instant, rules.agenda().dueAt(instant, customer));
            new Announcement(customer, instant, changes).of(decision, any -> reason, null);
        }
    }

    private void bringUp(Customer customer, Consumer<? super Change> changes) {
        List<String> retired = customer.standings().segments().stream()
                .filter(segmentId -> rules.rule(segmentId) == null)
                .toList();
        Announcement announcement = new Announcement(customer, since, changes);
        retired.forEach(announcement::ofRetired);
        refreshVersions(customer);
        customer.evaluatedWith(version);
        Decision decision = settle(customer, since, rules.agenda().allConcerning(since, customer));
        announcement.of(decision, any -> Change.Reason.DEFINITION, null);
    }

    private void refreshVersions(Customer customer) {
        List.copyOf(customer.standings().segments()).forEach(segmentId -> {
            Standing standing = customer.standings().of(segmentId);
            Rule rule = rules.rule(segmentId);
            if (standing instanceof Standing.Member member) {
                int current = rule.segment().definition().version();
                Arm arm = rules.arm(rule, customer.id());
                if (member.version() != current || member.arm() != arm) {
                    customer.standings().put(segmentId, new Standing.Member(current, member.since(), arm));
                }
            }
        });
    }

    private void forget(Customer customer, Trigger trigger, long clock, Consumer<? super Change> changes) {
        Announcement announcement = new Announcement(customer, clock, changes);
        rules.ids().stream()
                .filter(customer::isMember)
                .forEach(segmentId -> announcement.ofForgotten(segmentId, trigger));
        customer.forget();
    }

    /** Applies what was decided for a customer at an instant, and says so. */
    private final class Announcement {

        private final Customer customer;
        private final long instant;
        private final Consumer<? super Change> changes;

        Announcement(Customer customer, long instant, Consumer<? super Change> changes) {
            this.customer = customer;
            this.instant = instant;
            this.changes = changes;
        }

        void of(Decision decision, java.util.function.Function<Flip, Change.Reason> reasons, Trigger trigger) {
            if (decision.flips().isEmpty()) {
                return;
            }
            List<Runnable> announcements = new ArrayList<>();
            for (Flip flip : decision.flips()) {
                String segmentId = flip.segment().id();
                Change.Reason own = reasons.apply(flip);
                Change.Reason reason =
                        flip.bySegment() && own != Change.Reason.DEFINITION ? Change.Reason.SEGMENT : own;
                boolean byRecord = own == Change.Reason.EVENT || own == Change.Reason.PROFILE;
                customer.standings().put(segmentId, decision.standing(segmentId));
                customer.vigil(rules).turned(rules.index(segmentId), flip.entering());
                long sequence = customer.standings()
                        .count(new KeptChange(segmentId, flip.type(), instant), instant - retention.millis());
                List<String> memberOf = customer.standings().memberOf();
                Arm arm = rules.arm(rules.rule(segmentId), customer.id());
                announcements.add(() -> announce(
                        segmentId,
                        flip.segment().definition().version(),
                        flip.type(),
                        reason,
                        sequence,
                        byRecord ? trigger : null,
                        flip.evidence(),
                        memberOf,
                        arm));
            }
            expectExits();
            announcements.forEach(Runnable::run);
        }

        void ofRetired(String segmentId) {
            if (customer.standings().of(segmentId) instanceof Standing.Member member) {
                leave(segmentId, member, Change.Reason.DEFINITION, null);
            }
            customer.standings().put(segmentId, null);
        }

        void ofForgotten(String segmentId, Trigger trigger) {
            leave(segmentId, (Standing.Member) customer.standings().of(segmentId), Change.Reason.FORGOTTEN, trigger);
        }

        private void leave(String segmentId, Standing.Member member, Change.Reason reason, Trigger trigger) {
            customer.standings().put(segmentId, new Standing.Former(instant));
            long sequence = customer.standings()
                    .count(new KeptChange(segmentId, Change.Type.EXITED, instant), instant - retention.millis());
            announce(
                    segmentId,
                    member.version(),
                    Change.Type.EXITED,
                    reason,
                    sequence,
                    trigger,
                    List.of(),
                    customer.standings().memberOf(),
                    member.arm());
        }

        // once all flips of the instant are applied, since one membership's end may hang on another
        private void expectExits() {
            Vigil vigil = customer.vigil(rules);
            new Forecast(rules, customer, instant).exitsOf(vigil.unforeseenMembers(), customer.standings()::expectExit);
            vigil.foreseen();
        }

        private void announce(
                String segmentId,
                int segmentVersion,
                Change.Type type,
                Change.Reason reason,
                long sequence,
                Trigger trigger,
                List<Evidence> evidence,
                List<String> memberOf,
                Arm arm) {
            changes.accept(new Change(
                    changeId(segmentId, sequence),
                    customer.id(),
                    segmentId,
                    segmentVersion,
                    type,
                    reason,
                    instant,
                    sequence,
                    trigger,
                    evidence,
                    memberOf,
                    type == Change.Type.ENTERED ? customer.standings().expectedExit(segmentId) : null,
                    arm));
        }

        private String changeId(String segmentId, long sequence) {
            String name = customer.id() + '\0' + segmentId + '\0' + sequence + '\0' + instant;
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }
}
