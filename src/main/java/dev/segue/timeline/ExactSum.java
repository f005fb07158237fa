package dev.segue.timeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A sum of decimals without rounding; amounts, the usual case, are added as longs. */
public final class ExactSum {

    private static final MathContext WIDE = new MathContext(60, RoundingMode.DOWN);

    private static final long UNITS = 10_000;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private long tenThousandths;
    private BigDecimal rest = BigDecimal.ZERO;

    /** A sum of nothing. */
    public ExactSum() {}

    /** A sum that starts at a value. */
    public ExactSum(BigDecimal value) {
        add(value);
    }

    /**
     * Adds the number that a property's value stands for.
     *
     * @return false where it is no number
     */
    public boolean addValue(Object value) {
        if (value instanceof Amount amount) {
            add(amount.tenThousandths());
            return true;
        }
        BigDecimal number = Decimal.of(value);
        if (number == null) {
            return false;
        }
        add(number);
        return true;
    }

    /** Adds an amount in ten-thousandths. */
    public void add(long amount) {
        long sum = tenThousandths + amount;
        if (((tenThousandths ^ sum) & (amount ^ sum)) < 0) {
            rest = rest.add(BigDecimal.valueOf(tenThousandths, Amount.SCALE));
            sum = amount;
        }
        tenThousandths = sum;
    }

    /** Adds a number. */
    public void add(BigDecimal number) {
        rest = rest.add(number);
    }

    /** The exact sum. */
    public BigDecimal value() {
        return rest.add(BigDecimal.valueOf(tenThousandths, Amount.SCALE));
    }

    /** The sum rounded once, to the nearest double. */
    public double toDouble() {
        return rest.signum() == 0 ? new Amount(tenThousandths).toDouble() : value().doubleValue();
    }

    /** The mean of {@code count} numbers with this sum, rounded once, to the nearest double; count is positive. */
    public double mean(long count) {
        if (rest.signum() == 0 && Math.abs(tenThousandths) <= EXACT_IN_DOUBLE && count <= EXACT_IN_DOUBLE / UNITS) {
            // both are exact in a double, and a division of doubles rounds once
            return (double) tenThousandths / (double) (count * UNITS);
        }
        BigDecimal sum = value();
        BigDecimal divisor = BigDecimal.valueOf(count);
        BigDecimal quotient = sum.divide(divisor, WIDE);
        // 60 digits cut off, then one more that says "and a little": enough for the rounding to double to fall right
        boolean cut = quotient.multiply(divisor).compareTo(sum) != 0;
        BigDecimal sticky = cut ? quotient.ulp().movePointLeft(1).multiply(BigDecimal.valueOf(sum.signum())) : null;
        return (cut ? quotient.add(sticky) : quotient).doubleValue();
    }
}
