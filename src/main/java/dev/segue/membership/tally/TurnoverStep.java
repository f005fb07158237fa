package dev.segue.membership.tally;

import dev.segue.membership.Change;
import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;

/**
 * How many customers entered and left a segment in one step of ten minutes of event time.
 *
 * @param number of the step, from the epoch on
 */
public record TurnoverStep(long number, long entered, long exited) {

    /** How long a step is. */
    public static final long MILLIS = 600_000;

    /** How many steps are told apart and kept: those of the last two days. */
    public static final int KEPT = 288;

    /** The step of an instant, without anybody who came or went. */
    public static TurnoverStep at(long instant) {
        return new TurnoverStep(Math.floorDiv(instant, MILLIS), 0, 0);
    }

    /** Where it is kept, 0 to {@value #KEPT} - 1: in the place of the one that is so many steps older. */
    public int slot() {
        return (int) Math.floorMod(number, (long) KEPT);
    }

    /** When it begins, epoch milliseconds. */
    public long begin() {
        return number * MILLIS;
    }

    /** With one customer more. */
    public TurnoverStep plus(Change.Type type) {
        return type == Change.Type.ENTERED
                ? new TurnoverStep(number, entered + 1, exited)
                : new TurnoverStep(number, entered, exited + 1);
    }

    /** Its binary form. */
    public byte[] toBytes() {
        return new ByteWriter()
                .writeZigzag(number)
                .writeVarint(entered)
                .writeVarint(exited)
                .toBytes();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static TurnoverStep read(ByteReader in) {
        return new TurnoverStep(in.readZigzag(), in.readVarint(), in.readVarint());
    }
}
