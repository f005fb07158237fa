package dev.segue.oracle;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.rule.Expression;
import dev.segue.rule.Segment;
import dev.segue.rule.Selection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules and histories as text: rules as an author would write them, histories to be read in a failed test. */
final class Words {

    private Words() {}

    static String of(Segment segment, long unit) {
        return segment.id()
                + "\n  enter: " + of(segment.enter(), unit)
                + (segment.exit() == null ? "" : "\n  exit: " + of(segment.exit(), unit))
                + (segment.stayMillis() == 0 ? "" : "\n  stay: " + segment.stayMillis())
                + (segment.cooldownMillis() == 0 ? "" : "\n  cooldown: " + segment.cooldownMillis());
    }

    static String of(Step step, long base, long unit) {
        String at = "clock " + (step.clock() - base) + ": ";
        if (step instanceof Step.Redefine redefine) {
            return redefine.segments().stream()
                    .map(segment -> of(segment, unit))
                    .collect(Collectors.joining("\n", at + "from now on\n", ""));
        }
        return step instanceof Step.Read read ? at + of(read.event(), base) : at + "time passes";
    }

    private static String of(CustomerEvent event, long base) {
        if (event instanceof Click c) {
            return c.type() + "@" + (c.occurredAt() - base) + " " + c.eventId() + " item=" + c.itemId() + " category="
                    + c.category() + " channel=" + c.channel() + " value=" + c.value() + " " + c.properties();
        } else if (event instanceof Purchase p) {
            return "purchase@" + (p.occurredAt() - base) + " " + p.eventId() + " " + p.orderId() + " " + p.amount()
                    + " " + p.currency() + " channel=" + p.channel() + " " + p.items();
        } else if (event instanceof Refund r) {
            return "refund@" + (r.occurredAt() - base) + " " + r.eventId() + " " + r.orderId() + " " + r.amount() + " "
                    + r.currency() + " channel=" + r.channel();
        } else if (event instanceof ProfileUpdate p) {
            return "profile@" + (p.updatedAt() - base) + " " + p.attributes();
        }
        return "forget";
    }

    /**
     * The rule in CEL.
     *
     * @param unit durations count in it; where it is no whole second they are written in it nevertheless
     */
    static String of(Expression e, long unit) {
        if (e instanceof Expression.Constant constant) {
            return constant(constant.value(), unit);
        } else if (e instanceof Expression.Now) {
            return "now";
        } else if (e instanceof Expression.Profile profile) {
            return "profile." + profile.attribute();
        } else if (e instanceof Expression.InSegment segment) {
            return "inSegment(\"" + segment.segmentId() + "\")";
        } else if (e instanceof Expression.EntryProperty property) {
            return "e." + property.name();
        } else if (e instanceof Expression.Measure m) {
            return of(m.selection(), unit) + "." + aggregate(m.aggregate()) + "("
                    + (m.property() == null ? "" : quoted(m.property())) + ")";
        } else if (e instanceof Expression.Comparison c) {
            return binary(c.left(), comparator(c.comparator()), c.right(), unit);
        } else if (e instanceof Expression.Arithmetic a) {
            return binary(a.left(), operator(a.operator()), a.right(), unit);
        } else if (e instanceof Expression.And and) {
            return joined(and.operands(), " && ", unit);
        } else if (e instanceof Expression.Or or) {
            return joined(or.operands(), " || ", unit);
        } else if (e instanceof Expression.Conditional c) {
            return "(" + of(c.condition(), unit) + " ? " + of(c.then(), unit) + " : " + of(c.otherwise(), unit) + ")";
        }
        return test(e, unit);
    }

    private static String test(Expression e, long unit) {
        if (e instanceof Expression.Not not) {
            return "!(" + of(not.operand(), unit) + ")";
        } else if (e instanceof Expression.Negative negative) {
            return "-(" + of(negative.operand(), unit) + ")";
        } else if (e instanceof Expression.In in) {
            return "(" + of(in.operand(), unit) + " in " + constant(in.values(), unit) + ")";
        } else if (e instanceof Expression.StringTest t) {
            String name = switch (t.test()) {
                case STARTS_WITH -> "startsWith";
                case ENDS_WITH -> "endsWith";
                case CONTAINS -> "contains";
            };
            return of(t.operand(), unit) + "." + name + "(" + of(t.argument(), unit) + ")";
        } else if (e instanceof Expression.Matches m) {
            return of(m.operand(), unit) + ".matches(" + quoted(m.pattern().pattern()) + ")";
        } else if (e instanceof Expression.Size size) {
            return "size(" + of(size.operand(), unit) + ")";
        } else if (e instanceof Expression.ToDouble conversion) {
            return "double(" + of(conversion.operand(), unit) + ")";
        }
        return "int(" + of(((Expression.ToInt) e).operand(), unit) + ")";
    }

    static String of(Selection s, long unit) {
        if (s instanceof Selection.Events events) {
            return "events(" + quoted(events.type()) + ")";
        } else if (s instanceof Selection.Where where) {
            return of(where.of(), unit) + ".where(e, " + of(where.condition(), unit) + ")";
        } else if (s instanceof Selection.Window w && w.to() == 0) {
            return of(w.of(), unit) + ".within(" + span(w.from(), unit) + ")";
        } else if (s instanceof Selection.Window w) {
            return of(w.of(), unit) + ".between(" + span(w.from(), unit) + ", " + span(w.to(), unit) + ")";
        } else if (s instanceof Selection.FollowedBy f) {
            return of(f.of(), unit) + ".followedBy(" + sequence(f.by(), f.within(), f.property(), unit);
        }
        Selection.NotFollowedBy f = (Selection.NotFollowedBy) s;
        return of(f.of(), unit) + ".notFollowedBy(" + sequence(f.by(), f.within(), f.property(), unit);
    }

    private static String sequence(Selection by, long within, String property, long unit) {
        return of(by, unit) + ", " + span(within, unit) + (property == null ? "" : ", " + quoted(property)) + ")";
    }

    private static String span(long millis, long unit) {
        return unit % 1000 == 0 ? "seconds(" + millis / 1000 + ")" : "ms(" + millis + ")";
    }

    private static String binary(Expression left, String sign, Expression right, long unit) {
        return "(" + of(left, unit) + " " + sign + " " + of(right, unit) + ")";
    }

    private static String joined(List<Expression> operands, String sign, long unit) {
        return operands.stream().map(e -> of(e, unit)).collect(Collectors.joining(sign, "(", ")"));
    }

    private static String constant(Object value, long unit) {
        if (value instanceof String s) {
            return quoted(s);
        } else if (value instanceof Expression.Span span) {
            return span(span.millis(), unit);
        } else if (value instanceof List<?> list) {
            return list.stream().map(one -> constant(one, unit)).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\") + "\"";
    }

    private static String aggregate(Expression.Aggregate aggregate) {
        return aggregate == Expression.Aggregate.DISTINCT_DAYS
                ? "distinctDays"
                : aggregate.name().toLowerCase(Locale.ROOT);
    }

    private static String comparator(Expression.Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    private static String operator(Expression.Operator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case MODULO -> "%";
        };
    }
}
