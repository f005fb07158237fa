package dev.segue.query.live;

/** Positions in the changes, for tests. */
public final class Positions {

    private Positions() {}

    /** Before the first change. */
    public static String beginning(int partitions) {
        return new Position(new long[partitions]).toString();
    }
}
