package dev.segue.explain;

import dev.segue.explain.words.Phrases;
import dev.segue.membership.Arm;
import dev.segue.membership.Course;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Segment;
import dev.segue.rule.plan.Probe;

/**
 * Explains, by the segments in force, why customers are where they are. Changes nothing of a customer, but works on them: a
 * customer must not be in use elsewhere meanwhile. Confined to one thread.
 */
public final class Explainer {

    /** Evaluations at most, to find when time alone turns a membership. */
    private static final int MOST_STEPS = 1024;

    private final Outlook outlook;
    private final Phrases phrases;
    private final int mostEntries;

    /** @param mostEntries the entries shown of each measure at most */
    public Explainer(Outlook outlook, int mostEntries) {
        this.outlook = outlook;
        this.mostEntries = mostEntries;
        this.phrases = new Phrases(id -> outlook.segment(id) == null
                ? id
                : outlook.segment(id).definition().name());
    }

    /**
     * Explains one segment for one customer, who may be unknown.
     *
     * @param instant epoch milliseconds; not before the customer was last evaluated. Up to then time is taken to pass
     *     without anything else happening
     * @throws IllegalArgumentException where there is no such segment
     */
    public Explanation explain(Customer customer, String segmentId, long instant) {
        Segment segment = outlook.segment(segmentId);
        if (segment == null) {
            throw new IllegalArgumentException("there is no segment " + segmentId + "; ask for one that is in force");
        }
        Course course = outlook.of(customer);
        if (!customer.isUnknown()) {
            course.pass(instant + 1);
        }
        Probe probe = new Probe(instant, customer.timeline(), customer.profile().attributes(), course::isMember);
        return explain(segment, customer, course, probe);
    }

    private Explanation explain(Segment segment, Customer customer, Course course, Probe probe) {
        Findings findings = new Findings(phrases);
        Examination examination = new Examination(
                probe,
                findings,
                new Shortfall(phrases, findings),
                new Reach(customer.timeline(), probe.instant()),
                // a customer of whom nothing is known is evaluated when something is
                id -> customer.isUnknown() ? null : course.turnOf(id, probe.instant(), MOST_STEPS),
                mostEntries);
        Clause enter = examination.of(segment.enter(), true);
        Clause exit = segment.exit() == null ? null : examination.of(segment.exit(), false);
        boolean member = course.isMember(segment.id());
        Long turnsAt = customer.isUnknown() ? null : course.turnOf(segment.id(), probe.instant(), MOST_STEPS);
        boolean exact = enter.exact() && (exit == null || exit.exact());
        Arm arm = member ? outlook.arm(segment.id(), customer) : null;
        Situation situation = new Situation(segment, course, probe.instant(), arm, turnsAt, exact, enter, exit);
        Narration narration = new Narration(situation);
        return new Explanation(
                customer.id(),
                segment.id(),
                segment.definition().name(),
                segment.definition().version(),
                probe.instant(),
                member,
                situation.since(),
                situation.leftAt(),
                arm,
                situation.stayUntil(),
                situation.cooldownUntil(),
                exact,
                enter,
                exit,
                member ? turnsAt : null,
                member ? null : turnsAt,
                narration.toEnter(),
                narration.words());
    }
}
