package dev.segue.explain;

import java.time.Instant;

/** Memberships were asked for an instant of which nothing is known any more, or nothing yet. */
public final class UnanswerableInstant extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long asked;
    private final long from;
    private final long to;

    /**
     * @param asked the instant, epoch milliseconds
     * @param from the earliest that can be asked for
     * @param to the latest that can be asked for
     */
    public UnanswerableInstant(long asked, long from, long to) {
        super("memberships are known from " + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to)
                + ", not as of " + Instant.ofEpochMilli(asked) + "; ask for an instant between the two");
        this.asked = asked;
        this.from = from;
        this.to = to;
    }

    /** The instant that was asked for, epoch milliseconds. */
    public long asked() {
        return asked;
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
