package dev.segue.timeline;

import java.math.BigDecimal;

/** The number that a property's value stands for, exactly. */
public final class Decimal {

    private static final int LONGEST = 64;
    private static final int GREATEST_EXPONENT = 400;

    private Decimal() {}

    /**
     * The number: of an {@link Amount}, an integer or a double (by its shortest decimal text) itself; of a string the
     * number that it spells ({@code 12}, {@code -0.5}, {@code 1e3}: no spaces, no more than 64 characters).
     *
     * @return null where the value is no number
     */
    public static BigDecimal of(Object value) {
        if (value instanceof Amount amount) {
            return amount.toBigDecimal();
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
        }
        return value instanceof String text ? parse(text) : null;
    }

    /** The number that the text spells, or null. */
    public static BigDecimal parse(String text) {
        if (!spellsNumber(text)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // an absurd exponent would make sums of arbitrary length; what no double holds is no number here
            return Math.abs((long) number.scale()) > GREATEST_EXPONENT || !Double.isFinite(number.doubleValue())
                    ? null
                    : number;
        } catch (NumberFormatException exponentOutOfRange) {
            return null;
        }
    }

    // [+-] digits [. digits] [e [+-] digits], with a digit before or after the point
    private static boolean spellsNumber(String text) {
        int length = text.length();
        int i = length > 0 && isSign(text.charAt(0)) ? 1 : 0;
        int wholeEnd = skipDigits(text, i);
        int digits = wholeEnd - i;
        i = wholeEnd;
        if (i < length && text.charAt(i) == '.') {
            int fractionEnd = skipDigits(text, i + 1);
            digits += fractionEnd - i - 1;
            i = fractionEnd;
        }
        if (digits == 0 || length > LONGEST) {
            return false;
        }
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int start = i + 1 < length && isSign(text.charAt(i + 1)) ? i + 2 : i + 1;
            i = skipDigits(text, start);
            return i > start && i == length;
        }
        return i == length;
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    private static int skipDigits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
