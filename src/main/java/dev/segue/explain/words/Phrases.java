package dev.segue.explain.words;

import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Expression.Operator;
import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Expressions and selections as phrases that stand within a sentence. */
public final class Phrases {

    private final UnaryOperator<String> segmentName;

    /** @param segmentName the name of the segment of an id */
    public Phrases(UnaryOperator<String> segmentName) {
        this.segmentName = segmentName;
    }

    /** A segment as it is named in a sentence: {@code *Big spender*}. */
    public String segment(String id) {
        return "*" + segmentName.apply(id) + "*";
    }

    /** The entries of a selection: {@code product views where category is "shoes" in the last 30 minutes}. */
    public String entries(Selection selection) {
        return Nouns.entries(typeOf(selection)) + suffix(selection);
    }

    /** One of them: {@code product view in the last 30 minutes}. */
    public String entry(Selection selection) {
        return Nouns.entry(typeOf(selection)) + suffix(selection);
    }

    /** So many of them: {@code 12 product views ...}; {@code no product views ...}. */
    public String count(long count, Selection selection) {
        String number = count == 0 ? "no" : Long.toString(count);
        return number + " " + (count == 1 ? entry(selection) : entries(selection));
    }

    /** So many more of their kind, without saying when: {@code 2 more purchases}; {@code 2 fewer purchases}. */
    public String more(long count, Selection selection) {
        long number = Math.abs(count);
        String noun = number == 1 ? Nouns.entry(typeOf(selection)) : Nouns.entries(typeOf(selection));
        return number + (count < 0 ? " fewer " : " more ") + noun + filters(selection);
    }

    /** Entries of their kind, without saying when: {@code purchases where channel is "web"}. */
    public String kind(Selection selection) {
        return Nouns.entries(typeOf(selection)) + filters(selection);
    }

    /** One of their kind, without saying when: {@code purchase where channel is "web"}. */
    public String oneOfKind(Selection selection) {
        return Nouns.entry(typeOf(selection)) + filters(selection);
    }

    /** {@code 30 minutes have passed}. */
    public static String passed(long millis) {
        String text = Figures.duration(millis);
        return text + (period(millis).equals(text) ? " have passed" : " has passed");
    }

    /** What a {@code distinct} counts: {@code 3 different items among product views in the last day}. */
    public String distinct(long count, String property, Selection selection) {
        String number = count == 0 ? "no" : Long.toString(count);
        String noun = count == 1 ? Nouns.property(property) : Nouns.properties(property);
        return number + (count > 1 ? " different " : " ") + noun + " among " + entries(selection);
    }

    /** So many more values: {@code 2 more different items}. */
    public String moreDistinct(long count, String property) {
        long number = Math.abs(count);
        return number + (count < 0 ? " fewer " : " more ") + "different "
                + (number == 1 ? Nouns.property(property) : Nouns.properties(property));
    }

    private static Selection source(Selection selection) {
        return Expressions.sources(selection).get(0);
    }

    private static String typeOf(Selection selection) {
        return selection instanceof Selection.Events events ? events.type() : typeOf(source(selection));
    }

    private String suffix(Selection selection) {
        if (selection instanceof Selection.Events) {
            return "";
        }
        return suffix(source(selection)) + " " + step(selection);
    }

    private String filters(Selection selection) {
        if (selection instanceof Selection.Events) {
            return "";
        }
        return filters(source(selection)) + (selection instanceof Selection.Window ? "" : " " + step(selection));
    }

    private String step(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return "where " + condition(where.condition());
        } else if (selection instanceof Selection.Window window) {
            return window.to() == 0
                    ? "in the last " + period(window.from())
                    : "between " + Figures.duration(window.from()) + " and " + Figures.duration(window.to()) + " ago";
        } else if (selection instanceof Selection.FollowedBy followed) {
            return "followed by " + article(entry(followed.by())) + sequence(followed.within(), followed.property());
        }
        Selection.NotFollowedBy lonely = (Selection.NotFollowedBy) selection;
        return "not followed by " + article(entry(lonely.by())) + sequence(lonely.within(), lonely.property());
    }

    private static String sequence(long within, String property) {
        return (property == null ? "" : " of the same " + Nouns.property(property)) + " within "
                + Figures.duration(within);
    }

    private static String period(long millis) {
        String text = Figures.duration(millis);
        // "in the last day" rather than "in the last 1 day"
        return text.startsWith("1 ") && text.indexOf(' ', 2) < 0 ? text.substring(2) : text;
    }

    /** The noun with its article: {@code an average}. */
    public static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** What is measured, without its value: {@code the total amount of purchases in the last 30 days}. */
    public String measure(Expression.Measure measure) {
        String entries = entries(measure.selection());
        String property = measure.property() == null ? "" : measure.property();
        return switch (measure.aggregate()) {
            case COUNT -> "the number of " + entries;
            case DISTINCT -> "the number of different " + Nouns.properties(property) + " among " + entries;
            case DISTINCT_DAYS -> "the number of days with " + entries;
            case FIRST -> "the time of the first " + entry(measure.selection());
            case LAST -> "the time of the last " + entry(measure.selection());
            case SUM, AVG, MIN, MAX ->
                "the " + figure(measure.aggregate()) + " " + Nouns.property(property) + " of " + entries;
        };
    }

    /** {@code total}, {@code average}, {@code lowest}, {@code highest}. */
    public static String figure(Expression.Aggregate aggregate) {
        return switch (aggregate) {
            case SUM -> "total";
            case AVG -> "average";
            case MIN -> "lowest";
            case MAX -> "highest";
            default -> throw new IllegalArgumentException(aggregate + " is not taken of a property's numbers");
        };
    }

    /** A property as people call it. */
    public static String property(String name) {
        return Nouns.property(name);
    }

    /** A value, as a phrase. */
    public String value(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return Figures.value(constant.value());
        } else if (expression instanceof Expression.Now) {
            return "now";
        } else if (expression instanceof Expression.Profile profile) {
            return "the profile's " + Nouns.property(profile.attribute());
        } else if (expression instanceof Expression.EntryProperty property) {
            return Nouns.property(property.name());
        } else if (expression instanceof Expression.Measure measure) {
            return measure(measure);
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        } else if (expression instanceof Expression.Negative negative) {
            return "minus " + operand(negative.operand());
        } else if (expression instanceof Expression.Size size) {
            return "the length of " + operand(size.operand());
        } else if (expression instanceof Expression.ToDouble number) {
            return operand(number.operand()) + " as a number";
        } else if (expression instanceof Expression.ToInt number) {
            return operand(number.operand()) + " as a whole number";
        } else if (expression instanceof Expression.Conditional choice) {
            return value(choice.then()) + " if " + condition(choice.condition()) + ", otherwise "
                    + value(choice.otherwise());
        }
        return "whether " + condition(expression);
    }

    private String arithmetic(Expression.Arithmetic arithmetic) {
        if (arithmetic.operator() == Operator.SUBTRACT
                && arithmetic.left() instanceof Expression.Now
                && arithmetic.right() instanceof Expression.Measure measure) {
            String which = measure.aggregate() == Expression.Aggregate.FIRST ? "first " : "last ";
            return "the time since the " + which + entry(measure.selection());
        }
        String left = operand(arithmetic.left());
        String right = operand(arithmetic.right());
        return switch (arithmetic.operator()) {
            case ADD -> left + " plus " + right;
            case SUBTRACT -> left + " minus " + right;
            case MULTIPLY -> left + " times " + right;
            case DIVIDE -> left + " divided by " + right;
            case MODULO -> "the rest of " + left + " divided by " + right;
        };
    }

    private String operand(Expression expression) {
        boolean plain = expression instanceof Expression.Constant
                || expression instanceof Expression.Now
                || expression instanceof Expression.Profile
                || expression instanceof Expression.EntryProperty
                || expression instanceof Expression.Measure;
        return plain ? value(expression) : "(" + value(expression) + ")";
    }

    /** A condition, as a clause: {@code category is "shoes" and amount is at least 50}. */
    public String condition(Expression expression) {
        if (expression instanceof Expression.And and) {
            return joined(and.operands(), " and ");
        } else if (expression instanceof Expression.Or or) {
            return joined(or.operands(), " or ");
        } else if (expression instanceof Expression.Not not) {
            return not.operand() instanceof Expression.InSegment member
                    ? "the customer is not in " + segment(member.segmentId())
                    : "it is not so that " + part(not.operand());
        } else if (expression instanceof Expression.Comparison comparison) {
            return value(comparison.left()) + " " + verb(comparison.comparator()) + " " + value(comparison.right());
        } else if (expression instanceof Expression.InSegment member) {
            return "the customer is in " + segment(member.segmentId());
        } else if (expression instanceof Expression.Conditional choice) {
            return "if " + part(choice.condition()) + " then " + part(choice.then()) + ", otherwise "
                    + part(choice.otherwise());
        } else if (expression instanceof Expression.Constant constant) {
            return Boolean.TRUE.equals(constant.value()) ? "always" : "never";
        }
        return test(expression);
    }

    /** A condition on a single value: what of, and what is wanted of it, {@code category starts with "c"}. */
    private String test(Expression expression) {
        if (expression instanceof Expression.In in) {
            return value(in.operand()) + " is one of " + Figures.value(in.values());
        } else if (expression instanceof Expression.StringTest text) {
            return value(text.operand()) + " " + verb(text.test()) + " " + value(text.argument());
        } else if (expression instanceof Expression.Matches matches) {
            return value(matches.operand()) + " matches the pattern \"" + matches.pattern() + "\"";
        }
        return value(expression) + " is true";
    }

    private String joined(List<Expression> operands, String word) {
        return operands.stream().map(this::part).collect(Collectors.joining(word));
    }

    private String part(Expression condition) {
        boolean compound = condition instanceof Expression.And
                || condition instanceof Expression.Or
                || condition instanceof Expression.Not
                || condition instanceof Expression.Conditional;
        return compound ? "(" + condition(condition) + ")" : condition(condition);
    }

    /** The comparison between two phrases. */
    public static String verb(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> "is";
            case NOT_EQUAL -> "is not";
            case LESS -> "is less than";
            case LESS_OR_EQUAL -> "is at most";
            case GREATER -> "is more than";
            case GREATER_OR_EQUAL -> "is at least";
        };
    }

    /** What a comparison asks for, before a figure: {@code at least}. */
    public static String bound(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> "exactly";
            case NOT_EQUAL -> "anything but";
            case LESS -> "less than";
            case LESS_OR_EQUAL -> "at most";
            case GREATER -> "more than";
            case GREATER_OR_EQUAL -> "at least";
        };
    }

    static String verb(Expression.Test test) {
        return switch (test) {
            case STARTS_WITH -> "starts with";
            case ENDS_WITH -> "ends with";
            case CONTAINS -> "contains";
        };
    }
}
