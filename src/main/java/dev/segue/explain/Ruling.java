package dev.segue.explain;

import dev.segue.membership.Change;
import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rule came out, and the tests on which that hung.
 *
 * @param deciding those that hold where all had to, or that do not where one was enough, in the order of the text
 */
record Ruling(Evidenced evidenced, List<Test> deciding) {

    /**
     * A single test of a rule.
     *
     * @param wanted how it has to come out for a customer to be in
     */
    record Test(Expression expression, boolean wanted) {}

    static Ruling of(Expression rule, Evidenced evidenced, boolean wanted) {
        Ruling ruling = new Ruling(evidenced, new ArrayList<>());
        ruling.collect(rule, wanted);
        return ruling;
    }

    private void collect(Expression rule, boolean wanted) {
        if (rule instanceof Expression.And and) {
            joined(and.operands(), true, wanted);
        } else if (rule instanceof Expression.Or or) {
            joined(or.operands(), false, wanted);
        } else if (rule instanceof Expression.Not not) {
            collect(not.operand(), !wanted);
        } else if (rule instanceof Expression.Conditional choice) {
            boolean first = evidenced.holds(choice.condition());
            collect(choice.condition(), first);
            collect(first ? choice.then() : choice.otherwise(), wanted);
        } else {
            deciding.add(new Test(rule, wanted));
        }
    }

    private void joined(List<Expression> operands, boolean every, boolean wanted) {
        boolean unanimous = operands.stream().allMatch(operand -> evidenced.holds(operand) == every);
        operands.stream()
                .filter(operand -> unanimous || evidenced.holds(operand) != every)
                .forEach(operand -> collect(operand, wanted));
    }

    /** Whether the test looks at what made the membership change. */
    boolean isOf(Test test, Change.Reason reason) {
        return Expressions.any(test.expression(), part -> switch (reason) {
            case TIME ->
                part instanceof Expression.Now
                        || part instanceof Expression.Measure measure
                                && Expressions.visit(measure.selection(), one -> !(one instanceof Selection.Events));
            case PROFILE -> part instanceof Expression.Profile;
            case SEGMENT -> part instanceof Expression.InSegment;
            default -> part instanceof Expression.Measure;
        });
    }
}
