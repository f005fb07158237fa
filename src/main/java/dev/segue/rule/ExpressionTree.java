package dev.segue.rule;

import java.util.List;
import java.util.stream.Stream;

/** Walks over expressions and selections. */
final class ExpressionTree {

    private ExpressionTree() {}

    /** The expression and all below it, but not those that are evaluated of each entry. */
    static Stream<Expression> ofCustomer(Expression expression) {
        return Stream.concat(
                Stream.of(expression), operands(expression).stream().flatMap(ExpressionTree::ofCustomer));
    }

    /** The expression and all below it, those in the conditions of selections too. */
    static Stream<Expression> all(Expression expression) {
        Stream<Expression> below = operands(expression).stream().flatMap(ExpressionTree::all);
        if (expression instanceof Expression.Measure measure) {
            below = all(measure.selection())
                    .filter(Selection.Where.class::isInstance)
                    .flatMap(where -> all(((Selection.Where) where).condition()));
        }
        return Stream.concat(Stream.of(expression), below);
    }

    /** All selections in the expression. */
    static Stream<Selection> selections(Expression expression) {
        return all(expression)
                .filter(Expression.Measure.class::isInstance)
                .flatMap(measure -> all(((Expression.Measure) measure).selection()));
    }

    /** The selection and all that it is made of. */
    static Stream<Selection> all(Selection selection) {
        return Stream.concat(Stream.of(selection), sources(selection).stream().flatMap(ExpressionTree::all));
    }

    /** The selections that the selection is directly made of. */
    static List<Selection> sources(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return List.of(where.of());
        } else if (selection instanceof Selection.Window window) {
            return List.of(window.of());
        } else if (selection instanceof Selection.FollowedBy sequence) {
            return List.of(sequence.of(), sequence.by());
        } else if (selection instanceof Selection.NotFollowedBy sequence) {
            return List.of(sequence.of(), sequence.by());
        }
        return List.of();
    }

    /** The expressions that the expression is directly made of. */
    static List<Expression> operands(Expression expression) {
        if (expression instanceof Expression.And and) {
            return and.operands();
        } else if (expression instanceof Expression.Or or) {
            return or.operands();
        } else if (expression instanceof Expression.Conditional choice) {
            return List.of(choice.condition(), choice.then(), choice.otherwise());
        } else if (expression instanceof Expression.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        } else if (expression instanceof Expression.StringTest test) {
            return List.of(test.operand(), test.argument());
        }
        return operand(expression);
    }

    private static List<Expression> operand(Expression expression) {
        if (expression instanceof Expression.Not not) {
            return List.of(not.operand());
        } else if (expression instanceof Expression.Negative negative) {
            return List.of(negative.operand());
        } else if (expression instanceof Expression.In in) {
            return List.of(in.operand());
        } else if (expression instanceof Expression.Matches matches) {
            return List.of(matches.operand());
        } else if (expression instanceof Expression.Size size) {
            return List.of(size.operand());
        } else if (expression instanceof Expression.ToDouble number) {
            return List.of(number.operand());
        } else if (expression instanceof Expression.ToInt number) {
            return List.of(number.operand());
        }
        return List.of();
    }
}
