package dev.segue.timeline;

import java.math.BigDecimal;

/**
 * An exact sum of money, as decimal(18,4).
 *
 * @param tenThousandths the amount in 1/10,000 of a unit of its currency
 */
public record Amount(long tenThousandths) {

    /** Decimals kept. */
    public static final int SCALE = 4;

    private static final double UNIT = 10_000;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    /** @throws ArithmeticException when the value has more than four decimals or does not fit decimal(18,4) */
    public static Amount of(BigDecimal value) {
        return new Amount(value.setScale(SCALE).unscaledValue().longValueExact());
    }

    /** The nearest double: rounded once, since both operands of the division are exact. */
    public double toDouble() {
        return Math.abs(tenThousandths) <= EXACT_IN_DOUBLE
                ? tenThousandths / UNIT
                : toBigDecimal().doubleValue();
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }
}
