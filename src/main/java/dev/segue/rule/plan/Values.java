package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.Amount;
import dev.segue.timeline.Decimal;
import java.math.BigDecimal;

/** How values compare and combine. A null is the absent value. */
final class Values {

    private static final double TWO_TO_63 = 0x1p63;

    private Values() {}

    /** A property's value as rules see it: amounts are doubles. */
    static Object ofProperty(Object value) {
        return value instanceof Amount amount ? (Object) amount.toDouble() : value;
    }

    /** Whether the two are equal; false where a side is absent. */
    static boolean areEqual(Object left, Object right) {
        return left instanceof String ? left.equals(right) : compare(Expression.Comparator.EQUAL, left, right);
    }

    /** The comparison; false where a side is absent or the two are of kinds that do not compare. */
    static boolean compare(Expression.Comparator comparator, Object left, Object right) {
        if ((left instanceof Double one && one.isNaN()) || (right instanceof Double two && two.isNaN())) {
            return false;
        }
        boolean equality = comparator == Expression.Comparator.EQUAL || comparator == Expression.Comparator.NOT_EQUAL;
        if (equality && left instanceof String && right instanceof String) {
            // which does not come first need not be known
            return left.equals(right) == (comparator == Expression.Comparator.EQUAL);
        }
        Integer order = order(left, right);
        if (order == null) {
            return false;
        }
        return switch (comparator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Integer order(Object left, Object right) {
        if (left instanceof Long one) {
            return right instanceof Long two
                    ? (Integer) Long.compare(one, two)
                    : right instanceof Double two ? (Integer) orderOfNumbers(one, two) : null;
        }
        if (left instanceof Double one) {
            if (right instanceof Double two) {
                return one < two ? -1 : one > two ? 1 : 0;
            }
            return right instanceof Long two ? (Integer) (-orderOfNumbers(two, one)) : null;
        }
        if (left instanceof String one && right instanceof String two) {
            return byCodePoint(one, two);
        }
        if (left instanceof Time one && right instanceof Time two) {
            return Long.compare(one.millis(), two.millis());
        }
        return left instanceof Boolean one && right instanceof Boolean two ? (Integer) Boolean.compare(one, two) : null;
    }

    // as numbers, without the rounding that a cast of large integers brings
    private static int orderOfNumbers(long one, double two) {
        if (two >= TWO_TO_63) {
            return -1;
        }
        if (two < -TWO_TO_63) {
            return 1;
        }
        int whole = Long.compare(one, (long) two);
        return whole != 0 ? whole : Double.compare(0, two - (long) two + 0.0);
    }

    private static int byCodePoint(String one, String two) {
        int length = Math.min(one.length(), two.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != two.charAt(i)) {
                boolean surrogates = Character.isSurrogate(one.charAt(i)) != Character.isSurrogate(two.charAt(i));
                // a surrogate stands for a code point above all others
                return surrogates
                        ? (Character.isSurrogate(one.charAt(i)) ? 1 : -1)
                        : Character.compare(one.charAt(i), two.charAt(i));
            }
        }
        return Integer.compare(one.length(), two.length());
    }

    /** The result of arithmetic, or null where there is none. */
    static Object combine(Expression.Operator operator, Object left, Object right) {
        try {
            if (left instanceof Long one && right instanceof Long two) {
                return ofInts(operator, one, two);
            }
            if (left instanceof Number one && right instanceof Number two) {
                return ofDoubles(operator, one.doubleValue(), two.doubleValue());
            }
            if (left instanceof Time one && right instanceof Time two) {
                return ofTimes(operator, one, two);
            }
            return operator == Expression.Operator.ADD && left instanceof String one && right instanceof String two
                    ? one + two
                    : null;
        } catch (ArithmeticException overflow) {
            return null;
        }
    }

    private static Object ofTimes(Expression.Operator operator, Time one, Time two) {
        return switch (operator) {
            case ADD -> one.plus(two);
            case SUBTRACT -> one.minus(two);
            default -> null;
        };
    }

    private static Object ofInts(Expression.Operator operator, long one, long two) {
        if (two == 0 && (operator == Expression.Operator.DIVIDE || operator == Expression.Operator.MODULO)) {
            return null;
        }
        return switch (operator) {
            case ADD -> Math.addExact(one, two);
            case SUBTRACT -> Math.subtractExact(one, two);
            case MULTIPLY -> Math.multiplyExact(one, two);
            // the one quotient that does not fit overflows as its negation does
            case DIVIDE -> two == -1 ? Math.negateExact(one) : one / two;
            case MODULO -> one % two;
        };
    }

    private static Object ofDoubles(Expression.Operator operator, double one, double two) {
        double result = switch (operator) {
            case ADD -> one + two;
            case SUBTRACT -> one - two;
            case MULTIPLY -> one * two;
            case DIVIDE -> two == 0 ? Double.NaN : one / two;
            // of ints only
            case MODULO -> Double.NaN;
        };
        return Double.isFinite(result) ? (Object) result : null;
    }

    /** The negative, or null. */
    static Object negative(Object value) {
        try {
            if (value instanceof Long number) {
                return Math.negateExact(number);
            }
            if (value instanceof Double number) {
                return -number;
            }
            return value instanceof Time time ? time.negative() : null;
        } catch (ArithmeticException overflow) {
            return null;
        }
    }

    /** The number as a double, or null. */
    static Object toDouble(Object value) {
        if (value instanceof Double) {
            return value;
        }
        if (value instanceof Long number) {
            return number.doubleValue();
        }
        BigDecimal number = value instanceof String text ? Decimal.parse(text) : null;
        return number == null ? null : (Object) number.doubleValue();
    }

    /** The length of a string in code points, or null. */
    static Object size(Object value) {
        return value instanceof String text ? (Object) (long) text.codePointCount(0, text.length()) : null;
    }

    /** The value as people read it: times as ISO-8601, durations as the language writes them; null where absent. */
    static String text(Object value, boolean asDuration) {
        if (value instanceof Time time) {
            return asDuration
                    ? duration(time.millis())
                    : java.time.Instant.ofEpochMilli(time.millis()).toString();
        }
        if (value instanceof Double number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString();
    }

    private static String duration(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        rest = unit(text, rest, 24L * 60 * 60 * 1000, "d");
        rest = unit(text, rest, 60L * 60 * 1000, "h");
        rest = unit(text, rest, 60L * 1000, "m");
        if (rest > 0) {
            text.append(BigDecimal.valueOf(rest, 3).stripTrailingZeros().toPlainString())
                    .append('s');
        }
        return text.toString();
    }

    private static long unit(StringBuilder text, long millis, long unit, String name) {
        if (millis >= unit) {
            text.append(millis / unit).append(name);
        }
        return millis % unit;
    }

    /** The number as an int, toward zero, or null. */
    static Object toInt(Object value) {
        if (value instanceof Long) {
            return value;
        }
        if (value instanceof Double number) {
            return number >= -TWO_TO_63 && number < TWO_TO_63 ? (Object) number.longValue() : null;
        }
        try {
            return value instanceof String text && text.matches("[+-]?[0-9]+") ? (Object) Long.parseLong(text) : null;
        } catch (NumberFormatException notAnInt) {
            return null;
        }
    }
}
