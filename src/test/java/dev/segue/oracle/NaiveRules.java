package dev.segue.oracle;

import dev.segue.rule.Expression;
import dev.segue.rule.Selection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The value of an expression at one instant, by materialising every list.
 *
 * @param entries all entries up to now, refunds already retracted
 * @param profile the customer's attributes
 * @param now the instant, epoch milliseconds
 * @param inSegment whether the customer is in the segment at this instant
 */
record NaiveRules(List<Entry> entries, Map<String, Object> profile, long now, Predicate<String> inSegment) {

    private static final long DAY = 24L * 3600 * 1000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

    /** Whether the rule, as a condition, is true; absent is false. */
    boolean hold(Expression rule) {
        return hold(rule, null);
    }

    /** Its value; null is absent. */
    Object value(Expression rule) {
        return value(rule, null);
    }

    private boolean hold(Expression rule, Entry entry) {
        return Boolean.TRUE.equals(value(rule, entry));
    }

    private Object value(Expression e, Entry entry) {
        if (e instanceof Expression.Constant constant) {
            return constant.value();
        } else if (e instanceof Expression.Now) {
            return new Expression.Instant(now);
        } else if (e instanceof Expression.Profile attribute) {
            return profile.get(attribute.attribute());
        } else if (e instanceof Expression.EntryProperty property) {
            Object value = entry.properties().get(property.name());
            return value instanceof BigDecimal amount ? (Object) amount.doubleValue() : value;
        } else if (e instanceof Expression.InSegment segment) {
            return inSegment.test(segment.segmentId());
        } else if (e instanceof Expression.Measure measure) {
            return measure(measure.aggregate(), select(measure.selection()), measure.property());
        } else if (e instanceof Expression.Conditional conditional) {
            return value(hold(conditional.condition(), entry) ? conditional.then() : conditional.otherwise(), entry);
        } else if (e instanceof Expression.Arithmetic a) {
            return NaiveArithmetic.of(a.operator(), value(a.left(), entry), value(a.right(), entry));
        } else if (e instanceof Expression.Negative negative) {
            return NaiveArithmetic.negative(value(negative.operand(), entry));
        } else if (e instanceof Expression.Size size) {
            return value(size.operand(), entry) instanceof String s
                    ? (Long) (long) s.codePointCount(0, s.length())
                    : null;
        } else if (e instanceof Expression.ToDouble conversion) {
            BigDecimal number = number(value(conversion.operand(), entry));
            return number == null ? null : (Double) number.doubleValue();
        } else if (e instanceof Expression.ToInt conversion) {
            return toInt(value(conversion.operand(), entry));
        }
        return condition(e, entry);
    }

    private Boolean condition(Expression e, Entry entry) {
        if (e instanceof Expression.Not not) {
            return !hold(not.operand(), entry);
        } else if (e instanceof Expression.And and) {
            return and.operands().stream().allMatch(operand -> hold(operand, entry));
        } else if (e instanceof Expression.Or or) {
            return or.operands().stream().anyMatch(operand -> hold(operand, entry));
        } else if (e instanceof Expression.Comparison c) {
            return compare(c.comparator(), value(c.left(), entry), value(c.right(), entry));
        } else if (e instanceof Expression.In in) {
            Object value = value(in.operand(), entry);
            return in.values().stream().anyMatch(one -> equal(value, one));
        } else if (e instanceof Expression.StringTest test) {
            return value(test.operand(), entry) instanceof String s
                    && value(test.argument(), entry) instanceof String argument
                    && switch (test.test()) {
                        case STARTS_WITH -> s.startsWith(argument);
                        case ENDS_WITH -> s.endsWith(argument);
                        case CONTAINS -> s.contains(argument);
                    };
        } else if (e instanceof Expression.Matches matches) {
            return value(matches.operand(), entry) instanceof String s
                    && matches.pattern().matcher(s).find();
        }
        throw new IllegalArgumentException("no meaning is known for " + e);
    }

    private static boolean compare(Expression.Comparator comparator, Object left, Object right) {
        Integer order = order(left, right);
        return order != null
                && switch (comparator) {
                    case EQUAL -> order == 0;
                    case NOT_EQUAL -> order != 0;
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    case GREATER_OR_EQUAL -> order >= 0;
                };
    }

    /** Null where one is absent or they are not of comparable kinds. */
    private static Integer order(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            return mathematical(left).compareTo(mathematical(right));
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        } else if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        } else if (left instanceof Expression.Instant a && right instanceof Expression.Instant b) {
            return Long.compare(a.millis(), b.millis());
        } else if (left instanceof Expression.Span a && right instanceof Expression.Span b) {
            return Long.compare(a.millis(), b.millis());
        }
        return null;
    }

    private static boolean equal(Object left, Object right) {
        return compare(Expression.Comparator.EQUAL, left, right);
    }

    private static BigDecimal mathematical(Object number) {
        return number instanceof Double d ? new BigDecimal(d) : BigDecimal.valueOf((Long) number);
    }

    private List<Entry> select(Selection selection) {
        List<Entry> selected = new ArrayList<>();
        for (Entry entry : selection instanceof Selection.Events ? entries : select(source(selection))) {
            if (selects(selection, entry)) {
                selected.add(entry);
            }
        }
        return selected;
    }

    /** What the selection takes its entries from. */
    static Selection source(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return where.of();
        } else if (selection instanceof Selection.Window window) {
            return window.of();
        } else if (selection instanceof Selection.FollowedBy followed) {
            return followed.of();
        }
        return ((Selection.NotFollowedBy) selection).of();
    }

    private boolean selects(Selection selection, Entry entry) {
        if (selection instanceof Selection.Events events) {
            return entry.type().equals(events.type()) && entry.at() <= now;
        } else if (selection instanceof Selection.Where where) {
            return hold(where.condition(), entry);
        } else if (selection instanceof Selection.Window window) {
            return entry.at() > now - window.from() && entry.at() <= now - window.to();
        } else if (selection instanceof Selection.FollowedBy f) {
            return follower(entry, f.by(), f.within(), f.property());
        }
        Selection.NotFollowedBy f = (Selection.NotFollowedBy) selection;
        return now >= entry.at() + f.within() && !follower(entry, f.by(), f.within(), f.property());
    }

    private boolean follower(Entry entry, Selection by, long within, String property) {
        return select(by).stream()
                .anyMatch(other -> other.at() > entry.at()
                        && other.at() <= entry.at() + within
                        && (property == null || equal(property(entry, property), property(other, property))));
    }

    private static Object property(Entry entry, String name) {
        return new NaiveRules(List.of(), Map.of(), 0, id -> false).value(new Expression.EntryProperty(name), entry);
    }

    private static Object measure(Expression.Aggregate aggregate, List<Entry> selected, String property) {
        return switch (aggregate) {
            case COUNT -> (long) selected.size();
            case DISTINCT -> distinct(selected, property);
            case DISTINCT_DAYS ->
                selected.stream()
                        .map(entry -> Math.floorDiv(entry.at(), DAY))
                        .distinct()
                        .count();
            case FIRST ->
                selected.stream()
                        .map(Entry::at)
                        .min(Long::compare)
                        .map(Expression.Instant::new)
                        .orElse(null);
            case LAST ->
                selected.stream()
                        .map(Entry::at)
                        .max(Long::compare)
                        .map(Expression.Instant::new)
                        .orElse(null);
            case SUM, AVG, MIN, MAX -> figure(aggregate, numbers(selected, property));
        };
    }

    private static long distinct(List<Entry> selected, String property) {
        Set<Object> values = new HashSet<>();
        selected.stream()
                .map(entry -> property(entry, property))
                .filter(Objects::nonNull)
                .forEach(values::add);
        return values.size();
    }

    private static List<BigDecimal> numbers(List<Entry> selected, String property) {
        return selected.stream()
                .map(entry -> number(entry.properties().get(property)))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Double figure(Expression.Aggregate aggregate, List<BigDecimal> numbers) {
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (aggregate == Expression.Aggregate.SUM) {
            return NaiveArithmetic.finite(sum.doubleValue());
        } else if (numbers.isEmpty()) {
            return null;
        }
        return switch (aggregate) {
            case MIN -> numbers.stream().min(BigDecimal::compareTo).get().doubleValue();
            case MAX -> numbers.stream().max(BigDecimal::compareTo).get().doubleValue();
            default ->
                NaiveArithmetic.finite(sum.divide(BigDecimal.valueOf(numbers.size()), new MathContext(60))
                        .doubleValue());
        };
    }

    /** The number that the value is or spells, exactly; null for none. */
    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal amount) {
            return amount;
        } else if (value instanceof Long l) {
            return BigDecimal.valueOf(l);
        } else if (value instanceof Double d) {
            return BigDecimal.valueOf(d);
        } else if (value instanceof String s && NUMBER.matcher(s).matches()) {
            BigDecimal number = new BigDecimal(s);
            return Double.isInfinite(number.doubleValue()) ? null : number;
        }
        return null;
    }

    private static Long toInt(Object value) {
        if (value instanceof Long l) {
            return l;
        } else if (value instanceof Double d) {
            return NaiveArithmetic.int64(new BigDecimal(d).toBigInteger());
        } else if (value instanceof String s && INTEGER.matcher(s).matches()) {
            return NaiveArithmetic.int64(new java.math.BigInteger(s));
        }
        return null;
    }
}
