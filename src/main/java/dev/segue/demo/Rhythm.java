package dev.segue.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;

/** When people shop: in the evening rather than at night, at the weekend rather than on a Tuesday. Hours are UTC. */
final class Rhythm {

    private static final double[] HOURS = {
        0.10, 0.04, 0.02, 0.02, 0.02, 0.04, 0.10, 0.25, 0.35, 0.40, 0.45, 0.50,
        0.60, 0.55, 0.45, 0.45, 0.50, 0.60, 0.75, 0.90, 1.00, 0.95, 0.60, 0.25
    };
    private static final long DAY = 86_400_000L;

    private Rhythm() {}

    /** How likely someone shops at the instant, 0 to 1. */
    static double at(long instant) {
        ZonedDateTime time = Instant.ofEpochMilli(instant).atZone(ZoneOffset.UTC);
        DayOfWeek day = time.getDayOfWeek();
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return HOURS[time.getHour()] * (weekend ? 1.0 : 0.65);
    }

    /** The instant, put off until a good moment. */
    static long settle(long instant, Random random) {
        long settled = instant;
        while (random.nextDouble() >= at(settled)) {
            settled += (long) (random.nextDouble() * DAY);
        }
        return settled;
    }
}
