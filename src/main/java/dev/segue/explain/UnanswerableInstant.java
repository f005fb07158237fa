package dev.segue.explain;

import java.time.Instant;

/** Memberships were asked for an instant of which nothing is known any more, or nothing yet. */
public final class UnanswerableInstant extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** The earliest and the latest instant that can be asked for, epoch milliseconds. */
    private final long from;

    private final long to;

    UnanswerableInstant(long asked, long from, long to) {
        super("memberships are known from " + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to)
                + ", not as of " + Instant.ofEpochMilli(asked) + "; ask for an instant between the two");
        this.from = from;
        this.to = to;
    }

    /** The earliest instant that can be asked for, epoch milliseconds. */
    public long from() {
        return from;
    }

    /** The latest instant that can be asked for, epoch milliseconds. */
    public long to() {
        return to;
    }
}
