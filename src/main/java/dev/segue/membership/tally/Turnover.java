package dev.segue.membership.tally;

import dev.segue.membership.Change;
import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;

/** How many customers entered and left a segment on each of the latest {@value #DAYS} UTC days of event time. Mutable. */
public final class Turnover {

    /** How many days are told apart and kept. */
    public static final int DAYS = 7;

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final long[] entered = new long[DAYS];
    private final long[] exited = new long[DAYS];
    private long newest = Long.MIN_VALUE;

    /** Counts a change; one of a day that is no longer kept is left out. */
    public void count(Change.Type type, long occurredAt) {
        long day = Math.floorDiv(occurredAt, DAY);
        if (newest == Long.MIN_VALUE) {
            newest = day;
        }
        for (newest = Math.max(newest, day - DAYS); newest < day; newest++) {
            entered[index(newest + 1)] = 0;
            exited[index(newest + 1)] = 0;
        }
        if (day > newest - DAYS) {
            (type == Change.Type.ENTERED ? entered : exited)[index(day)]++;
        }
    }

    /** How many entered in the {@value #DAYS} days that end with the day of the instant. */
    public long entered(long now) {
        return sum(entered, now);
    }

    /** How many left in the {@value #DAYS} days that end with the day of the instant. */
    public long exited(long now) {
        return sum(exited, now);
    }

    private long sum(long[] counts, long now) {
        long today = Math.floorDiv(now, DAY);
        long sum = 0;
        for (long day = newest; newest != Long.MIN_VALUE && day > newest - DAYS; day--) {
            sum += day > today - DAYS && day <= today ? counts[index(day)] : 0;
        }
        return sum;
    }

    private static int index(long day) {
        return (int) Math.floorMod(day, (long) DAYS);
    }

    /** Its binary form. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter().writeZigzag(newest);
        for (int i = 0; i < DAYS; i++) {
            out.writeVarint(entered[i]).writeVarint(exited[i]);
        }
        return out.toBytes();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Turnover read(ByteReader in) {
        Turnover turnover = new Turnover();
        turnover.newest = in.readZigzag();
        for (int i = 0; i < DAYS; i++) {
            turnover.entered[i] = in.readVarint();
            turnover.exited[i] = in.readVarint();
        }
        return turnover;
    }
}
