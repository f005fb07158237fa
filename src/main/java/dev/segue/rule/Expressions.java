package dev.segue.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks through expressions. */
public final class Expressions {

    private Expressions() {}

    /** The expressions directly below one, those inside selections included. */
    public static List<Expression> below(Expression expression) {
        if (expression instanceof Expression.And and) {
            return and.operands();
        }
        if (expression instanceof Expression.Or or) {
            return or.operands();
        }
        if (expression instanceof Expression.Conditional choice) {
            return List.of(choice.condition(), choice.then(), choice.otherwise());
        }
        if (expression instanceof Expression.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        }
        if (expression instanceof Expression.StringTest test) {
            return List.of(test.operand(), test.argument());
        }
        if (expression instanceof Expression.Measure measure) {
            return conditions(measure.selection());
        }
        Expression operand = operand(expression);
        return operand == null ? List.of() : List.of(operand);
    }

    private static Expression operand(Expression expression) {
        if (expression instanceof Expression.Not not) {
            return not.operand();
        }
        if (expression instanceof Expression.Negative negative) {
            return negative.operand();
        }
        if (expression instanceof Expression.In in) {
            return in.operand();
        }
        if (expression instanceof Expression.Matches matches) {
            return matches.operand();
        }
        if (expression instanceof Expression.Size size) {
            return size.operand();
        }
        if (expression instanceof Expression.ToDouble number) {
            return number.operand();
        }
        return expression instanceof Expression.ToInt number ? number.operand() : null;
    }

    private static List<Expression> conditions(Selection selection) {
        List<Expression> conditions = new ArrayList<>();
        visit(selection, part -> {
            if (part instanceof Selection.Where where) {
                conditions.add(where.condition());
            }
            return false;
        });
        return conditions;
    }

    /** Shows the selection and all below it until one is what was looked for; whether one was. */
    public static boolean visit(Selection selection, Predicate<Selection> sought) {
        if (sought.test(selection)) {
            return true;
        }
        return sources(selection).stream().anyMatch(part -> visit(part, sought));
    }

    /** The selections directly below one: first the one whose entries it selects from. */
    public static List<Selection> sources(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return List.of(where.of());
        }
        if (selection instanceof Selection.Window window) {
            return List.of(window.of());
        }
        if (selection instanceof Selection.FollowedBy followed) {
            return List.of(followed.of(), followed.by());
        }
        return selection instanceof Selection.NotFollowedBy lonely ? List.of(lonely.of(), lonely.by()) : List.of();
    }

    /** All selections in the expression. */
    public static Stream<Selection> selections(Expression expression) {
        return expression instanceof Expression.Measure measure
                ? selections(measure.selection())
                : below(expression).stream().flatMap(Expressions::selections);
    }

    private static Stream<Selection> selections(Selection selection) {
        return Stream.concat(Stream.of(selection), sources(selection).stream().flatMap(Expressions::selections));
    }

    /** Whether the expression or any below it is what is looked for. */
    public static boolean any(Expression expression, Predicate<Expression> sought) {
        return sought.test(expression) || below(expression).stream().anyMatch(part -> any(part, sought));
    }

    /**
     * What a rule measures: its measures, attributes and memberships, each once, in the order of the text; a difference
     * from now as a whole.
     */
    public static List<Expression> measured(Expression expression) {
        List<Expression> found = new ArrayList<>();
        collectMeasured(expression, found);
        return found.stream().distinct().toList();
    }

    private static void collectMeasured(Expression expression, List<Expression> found) {
        boolean sinceThen = expression instanceof Expression.Arithmetic difference
                && difference.operator() == Expression.Operator.SUBTRACT
                && difference.left() instanceof Expression.Now;
        if (sinceThen
                || expression instanceof Expression.Measure
                || expression instanceof Expression.Profile
                || expression instanceof Expression.InSegment) {
            found.add(expression);
        } else {
            below(expression).forEach(part -> collectMeasured(part, found));
        }
    }

    /** The entry types on which the expression depends. */
    public static List<String> entryTypes(Expression expression) {
        List<String> types = new ArrayList<>();
        any(expression, part -> {
            if (part instanceof Expression.Measure measure) {
                visit(measure.selection(), selection -> {
                    if (selection instanceof Selection.Events events) {
                        types.add(events.type());
                    }
                    return false;
                });
            }
            return false;
        });
        return types.stream().distinct().toList();
    }

    /**
     * The expression with others in the place of some of its parts; what is inside measures stays as it is.
     *
     * @param other what to put in the place of a part, or null to leave it and look below it
     */
    public static Expression replaced(Expression expression, Function<Expression, Expression> other) {
        Expression instead = other.apply(expression);
        if (instead != null) {
            return instead;
        }
        Function<Expression, Expression> below = part -> replaced(part, other);
        if (expression instanceof Expression.And and) {
            return new Expression.And(and.operands().stream().map(below).toList());
        } else if (expression instanceof Expression.Or or) {
            return new Expression.Or(or.operands().stream().map(below).toList());
        } else if (expression instanceof Expression.Not not) {
            return new Expression.Not(below.apply(not.operand()));
        } else if (expression instanceof Expression.Conditional choice) {
            return new Expression.Conditional(
                    below.apply(choice.condition()), below.apply(choice.then()), below.apply(choice.otherwise()));
        } else if (expression instanceof Expression.Comparison comparison) {
            return new Expression.Comparison(
                    comparison.comparator(), below.apply(comparison.left()), below.apply(comparison.right()));
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return new Expression.Arithmetic(
                    arithmetic.operator(), below.apply(arithmetic.left()), below.apply(arithmetic.right()));
        } else if (expression instanceof Expression.StringTest test) {
            return new Expression.StringTest(test.test(), below.apply(test.operand()), below.apply(test.argument()));
        }
        return replacedOperand(expression, below);
    }

    private static Expression replacedOperand(Expression expression, Function<Expression, Expression> below) {
        if (expression instanceof Expression.Negative negative) {
            return new Expression.Negative(below.apply(negative.operand()));
        } else if (expression instanceof Expression.In in) {
            return new Expression.In(below.apply(in.operand()), in.values());
        } else if (expression instanceof Expression.Matches matches) {
            return new Expression.Matches(below.apply(matches.operand()), matches.pattern());
        } else if (expression instanceof Expression.Size size) {
            return new Expression.Size(below.apply(size.operand()));
        } else if (expression instanceof Expression.ToDouble number) {
            return new Expression.ToDouble(below.apply(number.operand()));
        } else if (expression instanceof Expression.ToInt number) {
            return new Expression.ToInt(below.apply(number.operand()));
        }
        return expression;
    }
}
