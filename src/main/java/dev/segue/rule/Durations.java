package dev.segue.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as definitions ({@code 7d}) and rules ({@code days(7)}) write them, in milliseconds. */
public final class Durations {

    /** The functions that make durations and the milliseconds of each unit, longest first. */
    public static final Map<String, Long> UNITS = units();

    private static final Pattern SHORT = Pattern.compile("([0-9]+)([smhd])");

    private Durations() {}

    /** The milliseconds of {@code 30s}, {@code 15m}, {@code 6h}, {@code 7d}; empty where it is not one, or too long. */
    public static OptionalLong parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long unit = UNITS.entrySet().stream()
                .filter(e -> e.getKey().startsWith(matcher.group(2)))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        try {
            return OptionalLong.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException | NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    /** For example {@code days(7)}: in the largest unit that measures it exactly. */
    public static String text(long millis) {
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (millis % unit.getValue() == 0 && (millis != 0 || unit.getValue() == 1000)) {
                return unit.getKey() + "(" + millis / unit.getValue() + ")";
            }
        }
        // no rule can be written so, but a duration worked out of others may come to it
        return "seconds("
                + java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + ")";
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("days", 86_400_000L);
        units.put("hours", 3_600_000L);
        units.put("minutes", 60_000L);
        units.put("seconds", 1_000L);
        return units;
    }
}
