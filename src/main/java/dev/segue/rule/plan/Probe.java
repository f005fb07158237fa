package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.Selection;
import dev.segue.timeline.Entry;
import dev.segue.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Parts of rules, looked at one by one: for those who ask why a rule comes out as it does. Every question is worked out
 * anew, so that this serves single questions and not streams. Leaves what others keep with the timeline as it was.
 */
public final class Probe {

    private final long instant;
    private final Timeline timeline;
    private final Map<String, Object> profile;
    private final Predicate<String> memberships;

    /**
     * @param instant at which to look, epoch milliseconds
     * @param memberships whether the customer is in the segment of an id
     */
    public Probe(long instant, Timeline timeline, Map<String, Object> profile, Predicate<String> memberships) {
        this.instant = instant;
        this.timeline = timeline;
        this.profile = profile;
        this.memberships = memberships;
    }

    /** The instant at which this looks. */
    public long instant() {
        return instant;
    }

    /** The same customer at another instant, with the same profile and memberships. */
    public Probe at(long other) {
        return new Probe(other, timeline, profile, memberships);
    }

    /** The {@link Verdict} on a condition. */
    public long test(Expression condition) {
        return ask(plan -> {
            Condition compiled = plan.condition(condition);
            return compiled.test(moment(plan));
        });
    }

    /**
     * What an expression comes to: Boolean, Long, Double, String, {@link Expression.Instant} or {@link Expression.Span};
     * null where it is absent.
     */
    public Object value(Expression expression) {
        Object value = ask(plan -> {
            Node compiled = plan.value(expression);
            return compiled.at(moment(plan));
        });
        if (value instanceof Time time) {
            return isTimestamp(expression)
                    ? new Expression.Instant(time.millis())
                    : (Object) new Expression.Span(time.millis());
        }
        return value;
    }

    /** The newest of the entries that a selection picks, newest first; those folded or no longer kept are not among them. */
    public List<Entry> newest(Selection selection, int most) {
        return ask(plan -> {
            Pick compiled = plan.pick(selection);
            Picked picked = compiled.pick(moment(plan));
            List<Entry> newest = new ArrayList<>();
            for (int i = picked.to() - 1; i >= picked.from() && newest.size() < most; i--) {
                newest.add(picked.get(i));
            }
            return newest;
        });
    }

    private <T> T ask(Function<Plan, T> question) {
        Object kept = timeline.derived();
        try {
            return question.apply(new Plan(SegmentSet.EMPTY));
        } finally {
            timeline.derived(kept);
        }
    }

    private Moment moment(Plan plan) {
        return plan.newMoment().at(instant, timeline, profile, memberships);
    }

    // durations and timestamps are one kind at run time
    private static boolean isTimestamp(Expression expression) {
        if (expression instanceof Expression.Arithmetic sum) {
            return isTimestamp(sum.left())
                    ? sum.operator() == Operator.ADD || !isTimestamp(sum.right())
                    : isTimestamp(sum.right());
        }
        if (expression instanceof Expression.Conditional choice) {
            return isTimestamp(choice.then());
        }
        return expression instanceof Expression.Now || expression instanceof Expression.Measure;
    }
}
