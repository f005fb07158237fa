package dev.segue.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as settings write them: {@code 200ms 30s 15m 6h 7d}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");

    private Durations() {}

    /** @throws IllegalArgumentException when the text is no duration, or one beyond what milliseconds can count */
    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a number and a unit, as in 200ms, 30s, 15m, 6h or 7d");
        }
        try {
            return Duration.ofMillis(Math.multiplyExact(Long.parseLong(form.group(1)), unit(form.group(2))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is longer than can be counted", e);
        }
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
