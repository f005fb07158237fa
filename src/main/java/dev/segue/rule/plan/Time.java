package dev.segue.rule.plan;

/**
 * A timestamp or a duration at run time, and how it moves with the clock.
 *
 * @param millis its value now; epoch milliseconds for a timestamp
 * @param pace milliseconds by which it grows with each millisecond that passes: 1 for {@code now}, 0 for a constant
 */
record Time(long millis, long pace) {

    /**
     * When the order of the two may change if nothing but the clock moves: an instant after now, or
     * {@link Verdict#NEVER}. Where they meet on a millisecond there are two such instants: that one, and the next.
     */
    long meets(Time other, long now) {
        long speed = pace - other.pace;
        if (speed == 0) {
            return Verdict.NEVER;
        }
        long gap = other.millis - millis;
        long meeting = now + Math.floorDiv(gap, speed);
        if (meeting > now) {
            return meeting;
        }
        return meeting + 1 > now ? meeting + 1 : Verdict.NEVER;
    }

    Time plus(Time other) {
        return new Time(Math.addExact(millis, other.millis), pace + other.pace);
    }

    Time minus(Time other) {
        return new Time(Math.subtractExact(millis, other.millis), pace - other.pace);
    }

    Time negative() {
        return new Time(Math.negateExact(millis), -pace);
    }
}
