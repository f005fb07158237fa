package dev.segue.explain.words;

import dev.segue.rule.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers, instants and durations as people read them. */
public final class Figures {

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TO_THE_MILLISECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int DECIMALS = 4;

    private Figures() {}

    /** For example {@code 12}, {@code 120.50}, {@code 33.3333}: at most four decimals, and never just one. */
    public static String number(Object number) {
        if (number instanceof Double real && (real.isNaN() || real.isInfinite())) {
            return number.toString();
        }
        BigDecimal rounded = new BigDecimal(number.toString()).stripTrailingZeros();
        if (rounded.scale() > DECIMALS) {
            rounded = rounded.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        }
        return (rounded.scale() == 1 ? rounded.setScale(2) : rounded).toPlainString();
    }

    /** For example {@code 2026-11-22 14:32:00 UTC}; with milliseconds where there are any. */
    public static String instant(long millis) {
        return (millis % 1000 == 0 ? TO_THE_SECOND : TO_THE_MILLISECOND).format(Instant.ofEpochMilli(millis));
    }

    /** For example {@code 1 day 12 hours}; exact. */
    public static String duration(long millis) {
        return duration(millis, Integer.MAX_VALUE);
    }

    /** For example {@code 59 days 23 hours}: not more than that many units, what is smaller is left off. */
    public static String duration(long millis, int units) {
        List<String> parts = new ArrayList<>();
        long rest = Math.abs(millis);
        rest = unit(rest, 86_400_000L, "day", parts);
        rest = unit(rest, 3_600_000L, "hour", parts);
        rest = unit(rest, 60_000L, "minute", parts);
        if (rest > 0 || parts.isEmpty()) {
            String seconds = BigDecimal.valueOf(rest, 3).stripTrailingZeros().toPlainString();
            parts.add(seconds + (seconds.equals("1") ? " second" : " seconds"));
        }
        return (millis < 0 ? "minus " : "") + parts.stream().limit(units).collect(Collectors.joining(" "));
    }

    private static long unit(long millis, long unit, String name, List<String> parts) {
        long count = millis / unit;
        if (count > 0) {
            parts.add(count + " " + name + (count == 1 ? "" : "s"));
        }
        return millis % unit;
    }

    /** Any value: texts in quotes; {@code unknown} where absent. */
    public static String value(Object value) {
        if (value == null) {
            return "unknown";
        }
        if (value instanceof Expression.Instant instant) {
            return instant(instant.millis());
        }
        if (value instanceof Expression.Span span) {
            return duration(span.millis());
        }
        if (value instanceof List<?> values) {
            return values.stream().map(Figures::value).collect(Collectors.joining(", "));
        }
        if (value instanceof Boolean flag) {
            return flag ? "true" : "false";
        }
        return value instanceof Number ? number(value) : "\"" + value + "\"";
    }
}
