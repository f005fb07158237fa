package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Entries that a rule asks for. An entry that none of a rule's askings is for bears on nothing the rule measures.
 *
 * @param type the type of the entries
 * @param property the property by which they are picked, or null where all of the type are asked for
 * @param values the values of the property that are asked for
 * @param given the entries without which those of this type do not matter, since these are only asked for as their
 *     followers; null where there is no such condition
 * @param within how long before one of this type a given one may have occurred for it to matter, milliseconds
 */
public record Asked(String type, String property, Set<String> values, Asked given, long within) {

    private Asked(String type, String property, Set<String> values) {
        this(type, property, values, null, 0);
    }

    private static Asked all(String type) {
        return new Asked(type, null, Set.of());
    }

    /** Whether only entries of certain values are asked for. */
    public boolean isByValue() {
        return property != null;
    }

    static Stream<Asked> by(Expression expression) {
        Stream<Asked> own =
                expression instanceof Expression.Measure measure ? by(measure.selection(), Asked::all) : Stream.empty();
        return Stream.concat(own, Expressions.below(expression).stream().flatMap(Asked::by));
    }

    private interface Narrowing {
        Asked of(String type);
    }

    private static Stream<Asked> by(Selection selection, Narrowing narrowing) {
        if (selection instanceof Selection.Events events) {
            return Stream.of(narrowing.of(events.type()));
        }
        List<Selection> sources = Expressions.sources(selection);
        Narrowing own = selection instanceof Selection.Where where ? narrowed(where.condition(), narrowing) : narrowing;
        List<Asked> asked = by(sources.get(0), own).toList();
        // what narrows the followed says nothing of the followers, but without any followed they do not matter
        Asked followed = asked.size() == 1 && asked.get(0).isByValue() ? asked.get(0) : null;
        long within = within(selection);
        Narrowing followers = type -> new Asked(type, null, Set.of(), followed, within);
        return Stream.concat(asked.stream(), sources.stream().skip(1).flatMap(follower -> by(follower, followers)));
    }

    private static long within(Selection selection) {
        if (selection instanceof Selection.FollowedBy sequence) {
            return sequence.within();
        }
        return selection instanceof Selection.NotFollowedBy sequence ? sequence.within() : 0;
    }

    private static Narrowing narrowed(Expression condition, Narrowing otherwise) {
        Asked found = equality(condition);
        return found == null ? otherwise : type -> new Asked(type, found.property, found.values);
    }

    // the fewest values to which the condition confines a property, or null
    private static Asked equality(Expression condition) {
        if (condition instanceof Expression.And and) {
            return and.operands().stream()
                    .map(Asked::equality)
                    .filter(found -> found != null)
                    .reduce(Asked::moreTelling)
                    .orElse(null);
        }
        if (condition instanceof Expression.Or or) {
            List<Optional<Asked>> found = or.operands().stream()
                    .map(operand -> Optional.ofNullable(equality(operand)))
                    .toList();
            return found.stream()
                    .reduce((one, other) -> one.flatMap(some -> other.map(more -> either(some, more))))
                    .flatMap(all -> all)
                    .orElse(null);
        }
        if (condition instanceof Expression.In in) {
            return of(in.operand(), in.values());
        }
        if (condition instanceof Expression.Comparison comparison
                && comparison.comparator() == Expression.Comparator.EQUAL) {
            Asked found = of(comparison.left(), comparison.right());
            return found == null ? of(comparison.right(), comparison.left()) : found;
        }
        return null;
    }

    private static Asked of(Expression property, Expression value) {
        return value instanceof Expression.Constant constant ? of(property, List.of(constant.value())) : null;
    }

    private static Asked of(Expression operand, List<Object> values) {
        boolean ofText = values.stream().allMatch(value -> value instanceof String);
        // a refund changes an amount after the entry was placed
        if (!ofText
                || !(operand instanceof Expression.EntryProperty property)
                || property.name().equals("amount")) {
            return null;
        }
        Set<String> texts = new HashSet<>();
        values.forEach(value -> texts.add((String) value));
        return new Asked("", property.name(), texts);
    }

    // what names single things tells more than what names kinds of them
    private static Asked moreTelling(Asked one, Asked other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Asked asked) {
        return switch (asked.property) {
            case "orderId", "sessionId" -> 3;
            case "itemId" -> 2;
            case "currency", "channel" -> 0;
            default -> 1;
        };
    }

    private static Asked either(Asked one, Asked other) {
        if (!one.property.equals(other.property)) {
            return null;
        }
        Set<String> values = new HashSet<>(one.values);
        values.addAll(other.values);
        return new Asked("", one.property, values);
    }
}
