package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.Segment;
import java.util.List;
import java.util.function.BiConsumer;

/** A segment and its compiled rule. */
public final class Rule {

    /** Something that a rule measures, and its text. */
    record Measured(String text, boolean duration, Node node) {}

    private final Segment segment;
    private final Condition enter;
    private final Condition exit;
    private final List<Measured> measuredOnEnter;
    private final List<Measured> measuredOnExit;
    private final Guard guard;
    private final boolean entersByTime;
    private final boolean leavesByTime;
    private final boolean leavesByEntries;

    Rule(
            Segment segment,
            Condition enter,
            Condition exit,
            List<Measured> measuredOnEnter,
            List<Measured> measuredOnExit,
            Guard guard) {
        this.segment = segment;
        this.enter = enter;
        this.exit = exit;
        this.measuredOnEnter = measuredOnEnter;
        this.measuredOnExit = measuredOnExit;
        this.guard = guard;
        Drift enteringByTime = Drift.of(segment.enter(), Drift.Cause.TIME);
        Drift exitByTime = exit == null ? enteringByTime.reversed() : Drift.of(segment.exit(), Drift.Cause.TIME);
        // where there is an exit, entering may take that it does not hold
        this.entersByTime = enteringByTime.rises() || exitByTime.falls();
        this.leavesByTime = exitByTime.rises();
        this.leavesByEntries = exit == null
                ? Drift.of(segment.enter(), Drift.Cause.ENTRIES).falls()
                : Drift.of(segment.exit(), Drift.Cause.ENTRIES).rises();
    }

    public Segment segment() {
        return segment;
    }

    /** The entries that the rule asks for. */
    public List<Asked> asks() {
        return segment.rules().stream().flatMap(Asked::by).distinct().toList();
    }

    /** Whether a customer may come to enter while nothing but time happens, all entries being in the past. */
    public boolean entersByTime() {
        return entersByTime;
    }

    /** Whether a member may come to leave while nothing but time happens, all entries being in the past. */
    public boolean leavesByTime() {
        return leavesByTime;
    }

    /** Whether a member may come to leave by entries that are added; else only time and refunds let them out. */
    public boolean leavesByEntries() {
        return leavesByEntries;
    }

    /** Whether the rule asks for an attribute of the profile. */
    public boolean asksProfile() {
        return segment.rules().stream()
                .anyMatch(expression -> Expressions.any(expression, part -> part instanceof Expression.Profile));
    }

    /** What must be true for the rule for entering to hold, or null where nothing is known that is quickly asked. */
    public Guard guard() {
        return guard;
    }

    /** The {@link Verdict} whether a customer who is not in may enter, cooldown apart. */
    public long enters(Moment moment) {
        return enter.test(moment);
    }

    /** The {@link Verdict} whether a member is to leave, stay apart. */
    public long exits(Moment moment) {
        return exit == null ? Verdict.not(enter.test(moment)) : exit.test(moment);
    }

    /**
     * Tells what the rule measures at the moment: each measure's text, and its value or null where absent.
     *
     * @param entering whether the rule for entering is meant, or the one for leaving
     */
    public void measure(boolean entering, Moment moment, BiConsumer<String, String> tell) {
        for (Measured part : entering ? measuredOnEnter : measuredOnExit) {
            tell.accept(part.text(), Values.text(part.node().at(moment), part.duration()));
        }
    }
}
