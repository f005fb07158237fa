package dev.segue.explain;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.RuleText;
import dev.segue.rule.plan.Probe;
import dev.segue.rule.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes a rule apart into clauses, for one customer at one instant. */
final class Examination {

    /** Evaluations of one test at most, to find when time alone turns it. */
    private static final int MOST_STEPS = 64;

    private final Probe probe;
    private final Findings findings;
    private final Shortfall shortfall;
    private final Reach reach;
    private final Function<String, Long> turnOfMembership;
    private final int mostEntries;

    /** @param turnOfMembership when time alone turns the membership of the segment of an id; null for never or not found */
    Examination(
            Probe probe,
            Findings findings,
            Shortfall shortfall,
            Reach reach,
            Function<String, Long> turnOfMembership,
            int mostEntries) {
        this.probe = probe;
        this.findings = findings;
        this.shortfall = shortfall;
        this.turnOfMembership = turnOfMembership;
        this.reach = reach;
        this.mostEntries = mostEntries;
    }

    /**
     * The rule as clauses.
     *
     * @param wanted how the rule has to come out for the customer to be in
     */
    Clause of(Expression rule, boolean wanted) {
        return examine(rule, true, wanted);
    }

    boolean holds(Expression expression) {
        return Verdict.holds(probe.test(expression));
    }

    private Clause examine(Expression expression, boolean decides, boolean wanted) {
        if (expression instanceof Expression.And and) {
            return joined(Clause.Kind.ALL, expression, and.operands(), decides, wanted);
        } else if (expression instanceof Expression.Or or) {
            return joined(Clause.Kind.ANY, expression, or.operands(), decides, wanted);
        } else if (expression instanceof Expression.Not not) {
            Clause operand = examine(not.operand(), decides, !wanted);
            return Clause.joining(
                    Clause.Kind.NOT, RuleText.of(expression), !operand.holds(), decides, List.of(operand));
        } else if (expression instanceof Expression.Conditional choice) {
            return choice(choice, decides, wanted);
        }
        return test(expression, decides, wanted);
    }

    // one that all hold hangs on each of its clauses; one that not all hold, on those that do not: and its mirror image
    private Clause joined(
            Clause.Kind kind, Expression expression, List<Expression> operands, boolean decides, boolean wanted) {
        boolean holds = holds(expression);
        boolean unanimous = holds == (kind == Clause.Kind.ALL);
        List<Clause> clauses = new ArrayList<>();
        for (Expression operand : operands) {
            clauses.add(examine(operand, decides && (unanimous || holds(operand) == holds), wanted));
        }
        return Clause.joining(kind, RuleText.of(expression), holds, decides, clauses);
    }

    private Clause choice(Expression.Conditional choice, boolean decides, boolean wanted) {
        boolean condition = holds(choice.condition());
        boolean then = holds(choice.then());
        boolean otherwise = holds(choice.otherwise());
        boolean holds = condition ? then : otherwise;
        boolean otherWayHelps = then != otherwise && holds != wanted;
        List<Clause> clauses = List.of(
                examine(choice.condition(), decides && then != otherwise, otherWayHelps != condition),
                examine(choice.then(), decides && condition, condition ? wanted : then),
                examine(choice.otherwise(), decides && !condition, condition ? otherwise : wanted));
        return Clause.joining(Clause.Kind.CHOICE, RuleText.of(choice), holds, decides, clauses);
    }

    private Clause test(Expression test, boolean decides, boolean wanted) {
        long verdict = probe.test(test);
        boolean holds = Verdict.holds(verdict);
        Long turnsAt = turnOf(test, verdict);
        Expression.Comparison comparison = test instanceof Expression.Comparison any ? Findings.facing(any) : null;
        String asked = findings.asked(test, wanted);
        Reading threshold = comparison == null ? null : Reading.of(comparison.right(), probe.value(comparison.right()));
        return new Clause(
                kind(test),
                RuleText.of(test),
                holds,
                decides,
                findings.found(test, probe::value) + (asked.isEmpty() ? "" : ", " + asked),
                readings(test, comparison),
                comparison == null ? null : RuleText.sign(comparison.comparator()),
                threshold,
                holds == wanted ? null : shortfall.of(test, wanted, turnsAt, probe),
                turnsAt,
                turnsAt == null ? null : then(test, holds, turnsAt),
                reach.isExact(test),
                List.of());
    }

    private static Clause.Kind kind(Expression test) {
        if (test instanceof Expression.InSegment) {
            return Clause.Kind.MEMBERSHIP;
        }
        return test instanceof Expression.Comparison ? Clause.Kind.COMPARISON : Clause.Kind.TEST;
    }

    private String then(Expression test, boolean holds, long turnsAt) {
        return test instanceof Expression.InSegment member
                ? findings.membership(member, !holds)
                : findings.found(test, probe.at(turnsAt)::value);
    }

    private Long turnOf(Expression test, long verdict) {
        if (test instanceof Expression.InSegment member) {
            return turnOfMembership.apply(member.segmentId());
        }
        long instant = Verdict.until(verdict);
        for (int i = 0; i < MOST_STEPS && instant != Verdict.NEVER; i++) {
            long later = probe.at(instant).test(test);
            if (Verdict.holds(later) != Verdict.holds(verdict)) {
                return instant;
            }
            instant = Verdict.until(later);
        }
        return null;
    }

    // what is compared comes first, also where it is worked out of several measures
    private List<Reading> readings(Expression test, Expression.Comparison comparison) {
        List<Expression> measured = new ArrayList<>(Expressions.measured(test));
        if (comparison != null && !measured.contains(comparison.left())) {
            measured.add(0, comparison.left());
        }
        return measured.stream().map(this::reading).toList();
    }

    private Reading reading(Expression measured) {
        Object value = probe.value(measured);
        Expression.Measure since = Findings.sinceWhich(measured);
        Expression.Measure measure = since != null ? since : measured instanceof Expression.Measure own ? own : null;
        if (measure == null) {
            return Reading.of(measured, value);
        }
        Long count = (Long) probe.value(new Expression.Measure(Expression.Aggregate.COUNT, measure.selection(), null));
        List<CountedEntry> newest = probe.newest(measure.selection(), mostEntries).stream()
                .map(entry -> CountedEntry.of(entry, probe.instant()))
                .toList();
        return Reading.of(measured, value, count, Window.of(measure.selection(), probe.instant()), newest);
    }
}
