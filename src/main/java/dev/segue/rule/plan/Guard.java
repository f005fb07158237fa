package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a rule for entering without which the whole cannot hold, and which time alone does not make true, all entries
 * being in the past: while it is false, the rule needs no look for a customer who is not in.
 */
public sealed interface Guard {

    /**
     * A figure must reach a number.
     *
     * @param counted the entries of which the figure is no more than there are; null where it is no such number
     */
    record Reaches(Node figure, double least, Asked counted) implements Guard {}

    /** An attribute of the profile must be one of some texts. */
    record Attribute(String name, Set<String> values) implements Guard {}

    /** The guard of a rule, or null; an attribute's rather than a figure's, since it costs less to ask for. */
    static Guard of(Expression enter, Function<Expression, Node> nodes) {
        List<Expression> parts = enter instanceof Expression.And and ? and.operands() : List.of(enter);
        Guard found = null;
        for (Expression part : parts) {
            Guard attribute = attribute(part);
            if (attribute != null) {
                return attribute;
            }
            found = found == null ? figure(part, nodes) : found;
        }
        return found;
    }

    private static Guard attribute(Expression part) {
        if (part instanceof Expression.In in && in.operand() instanceof Expression.Profile profile) {
            return attribute(profile, in.values());
        }
        return part instanceof Expression.Comparison comparison
                        && comparison.comparator() == Comparator.EQUAL
                        && comparison.left() instanceof Expression.Profile profile
                        && comparison.right() instanceof Expression.Constant constant
                ? attribute(profile, List.of(constant.value()))
                : null;
    }

    private static Guard attribute(Expression.Profile profile, List<Object> values) {
        Set<String> texts = new HashSet<>();
        for (Object value : values) {
            if (!(value instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return new Attribute(profile.attribute(), texts);
    }

    private static Guard figure(Expression part, Function<Expression, Node> nodes) {
        boolean grows = part instanceof Expression.Comparison comparison
                && (comparison.comparator() == Comparator.GREATER
                        || comparison.comparator() == Comparator.GREATER_OR_EQUAL)
                && comparison.left() instanceof Expression.Measure
                && comparison.right() instanceof Expression.Constant constant
                && constant.value() instanceof Number
                && !Drift.of(comparison, Drift.Cause.TIME).rises();
        if (!grows) {
            return null;
        }
        Expression.Comparison comparison = (Expression.Comparison) part;
        Number least = (Number) ((Expression.Constant) comparison.right()).value();
        return new Reaches(
                nodes.apply(comparison.left()), least.doubleValue(), counted((Expression.Measure) comparison.left()));
    }

    private static Asked counted(Expression.Measure measure) {
        return switch (measure.aggregate()) {
            case COUNT, DISTINCT, DISTINCT_DAYS -> Asked.by(measure).findFirst().orElse(null);
            case SUM, AVG, MIN, MAX, FIRST, LAST -> null;
        };
    }
}
