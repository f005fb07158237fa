package dev.segue.oracle;

import dev.segue.rule.Expression;
import java.math.BigInteger;

/** Arithmetic on values; null, the absent value, where there is no right answer. */
final class NaiveArithmetic {

    private NaiveArithmetic() {}

    static Object of(Expression.Operator operator, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return ints(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
        } else if (left instanceof Number a && right instanceof Number b) {
            return doubles(operator, a.doubleValue(), b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            return operator == Expression.Operator.ADD ? a + b : null;
        }
        return times(operator, left, right);
    }

    static Object negative(Object value) {
        if (value instanceof Long l) {
            return int64(BigInteger.valueOf(l).negate());
        } else if (value instanceof Double d) {
            return -d;
        }
        return value instanceof Expression.Span span ? new Expression.Span(-span.millis()) : null;
    }

    static Double finite(double value) {
        return Double.isInfinite(value) || Double.isNaN(value) ? null : value;
    }

    static Long int64(BigInteger value) {
        return value.bitLength() < 64 ? value.longValue() : null;
    }

    private static Long ints(Expression.Operator operator, BigInteger a, BigInteger b) {
        boolean byZero = b.signum() == 0;
        return switch (operator) {
            case ADD -> int64(a.add(b));
            case SUBTRACT -> int64(a.subtract(b));
            case MULTIPLY -> int64(a.multiply(b));
            case DIVIDE -> byZero ? null : int64(a.divide(b));
            case MODULO -> byZero ? null : int64(a.remainder(b));
        };
    }

    private static Double doubles(Expression.Operator operator, double a, double b) {
        return switch (operator) {
            case ADD -> finite(a + b);
            case SUBTRACT -> finite(a - b);
            case MULTIPLY -> finite(a * b);
            case DIVIDE -> finite(a / b);
            case MODULO -> null;
        };
    }

    private static Object times(Expression.Operator operator, Object left, Object right) {
        boolean add = operator == Expression.Operator.ADD;
        if (!add && operator != Expression.Operator.SUBTRACT) {
            return null;
        } else if (left instanceof Expression.Span a && right instanceof Expression.Span b) {
            return new Expression.Span(add ? a.millis() + b.millis() : a.millis() - b.millis());
        } else if (left instanceof Expression.Instant a && right instanceof Expression.Span b) {
            return new Expression.Instant(add ? a.millis() + b.millis() : a.millis() - b.millis());
        } else if (add && left instanceof Expression.Span a && right instanceof Expression.Instant b) {
            return new Expression.Instant(a.millis() + b.millis());
        } else if (!add && left instanceof Expression.Instant a && right instanceof Expression.Instant b) {
            return new Expression.Span(a.millis() - b.millis());
        }
        return null;
    }
}
