package dev.segue.rule;

import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Operator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of an expression, as its author would write it: what evidence and explanations show. */
public final class RuleText {

    /** How tightly the parts of a rule hold together; an operand that holds less than its place asks gets parentheses. */
    private static final int CHOICE = 0;

    private static final int OR = 1;
    private static final int AND = 2;
    private static final int RELATION = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int SIGN = 6;
    private static final int MEMBER = 7;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that CEL keeps for itself. */
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    private RuleText() {}

    /** For example {@code events("purchase").within(days(30)).sum("amount") >= 500}; parses back to an equal expression. */
    public static String of(Expression expression) {
        return text(expression, CHOICE);
    }

    /** The text of a selection, for example {@code events("purchase").within(days(30))}. */
    public static String of(Selection selection) {
        if (selection instanceof Selection.Events events) {
            return "events(" + quoted(events.type()) + ")";
        } else if (selection instanceof Selection.Where where) {
            return of(where.of()) + ".where(e, " + of(where.condition()) + ")";
        } else if (selection instanceof Selection.Window window) {
            return of(window.of())
                    + (window.to() == 0
                            ? ".within(" + Durations.text(window.from()) + ")"
                            : ".between(" + Durations.text(window.from()) + ", " + Durations.text(window.to()) + ")");
        } else if (selection instanceof Selection.FollowedBy sequence) {
            return of(sequence.of()) + sequence("followedBy", sequence.by(), sequence.within(), sequence.property());
        }
        Selection.NotFollowedBy sequence = (Selection.NotFollowedBy) selection;
        return of(sequence.of()) + sequence("notFollowedBy", sequence.by(), sequence.within(), sequence.property());
    }

    /** The function's name. */
    public static String name(Aggregate aggregate) {
        return switch (aggregate) {
            case COUNT -> "count";
            case DISTINCT -> "distinct";
            case DISTINCT_DAYS -> "distinctDays";
            case SUM -> "sum";
            case AVG -> "avg";
            case MIN -> "min";
            case MAX -> "max";
            case FIRST -> "first";
            case LAST -> "last";
        };
    }

    /** The operator's sign. */
    public static String sign(Operator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case MODULO -> "%";
        };
    }

    /** The comparator's sign. */
    public static String sign(Expression.Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    private static String sequence(String function, Selection by, long within, String property) {
        return "." + function + "(" + of(by) + ", " + Durations.text(within)
                + (property == null ? "" : ", " + quoted(property)) + ")";
    }

    private static String text(Expression expression, int place) {
        int hold = hold(expression);
        String text = hold < MEMBER ? operation(expression, hold) : member(expression);
        return hold < place ? "(" + text + ")" : text;
    }

    private static int hold(Expression expression) {
        if (expression instanceof Expression.Conditional) {
            return CHOICE;
        } else if (expression instanceof Expression.Or) {
            return OR;
        } else if (expression instanceof Expression.And) {
            return AND;
        } else if (expression instanceof Expression.Comparison || expression instanceof Expression.In) {
            return RELATION;
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            boolean sum = arithmetic.operator() == Operator.ADD || arithmetic.operator() == Operator.SUBTRACT;
            return sum ? SUM : PRODUCT;
        } else if (expression instanceof Expression.Not || expression instanceof Expression.Negative) {
            return SIGN;
        }
        return MEMBER;
    }

    private static String operation(Expression expression, int hold) {
        if (expression instanceof Expression.Conditional choice) {
            return text(choice.condition(), OR) + " ? " + text(choice.then(), OR) + " : " + of(choice.otherwise());
        } else if (expression instanceof Expression.Or or) {
            return joined(or.operands(), " || ", AND);
        } else if (expression instanceof Expression.And and) {
            return joined(and.operands(), " && ", RELATION);
        } else if (expression instanceof Expression.Comparison comparison) {
            return text(comparison.left(), SUM) + " " + sign(comparison.comparator()) + " "
                    + text(comparison.right(), SUM);
        } else if (expression instanceof Expression.In in) {
            return text(in.operand(), SUM) + " in " + constant(in.values());
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return text(arithmetic.left(), hold) + " " + sign(arithmetic.operator()) + " "
                    + text(arithmetic.right(), hold + 1);
        } else if (expression instanceof Expression.Not not) {
            return "!" + text(not.operand(), MEMBER);
        }
        Expression operand = ((Expression.Negative) expression).operand();
        return "-" + (operand instanceof Expression.Constant ? "(" + of(operand) + ")" : text(operand, MEMBER));
    }

    private static String joined(List<Expression> operands, String separator, int place) {
        return operands.stream().map(operand -> text(operand, place)).collect(Collectors.joining(separator));
    }

    private static String member(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant(constant.value());
        } else if (expression instanceof Expression.Now) {
            return "now";
        } else if (expression instanceof Expression.Profile profile) {
            return "profile" + part(profile.attribute());
        } else if (expression instanceof Expression.EntryProperty property) {
            return "e" + part(property.name());
        } else if (expression instanceof Expression.InSegment segment) {
            return "inSegment(" + quoted(segment.segmentId()) + ")";
        } else if (expression instanceof Expression.Measure measure) {
            return of(measure.selection()) + "." + name(measure.aggregate()) + "("
                    + (measure.property() == null ? "" : quoted(measure.property())) + ")";
        }
        return function(expression);
    }

    private static String function(Expression expression) {
        if (expression instanceof Expression.StringTest test) {
            return text(test.operand(), MEMBER) + "." + name(test.test()) + "(" + of(test.argument()) + ")";
        } else if (expression instanceof Expression.Matches matches) {
            return text(matches.operand(), MEMBER) + ".matches("
                    + quoted(matches.pattern().pattern()) + ")";
        } else if (expression instanceof Expression.Size size) {
            return "size(" + of(size.operand()) + ")";
        } else if (expression instanceof Expression.ToDouble number) {
            return "double(" + of(number.operand()) + ")";
        }
        return "int(" + of(((Expression.ToInt) expression).operand()) + ")";
    }

    private static String name(Expression.Test test) {
        return switch (test) {
            case STARTS_WITH -> "startsWith";
            case ENDS_WITH -> "endsWith";
            case CONTAINS -> "contains";
        };
    }

    private static String part(String name) {
        boolean plain = NAME.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? "." + name : "[" + quoted(name) + "]";
    }

    private static String constant(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        } else if (value instanceof Expression.Span span) {
            return Durations.text(span.millis());
        } else if (value instanceof List<?> values) {
            return values.stream().map(RuleText::constant).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.toString();
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return '"' + escaped + '"';
    }
}
