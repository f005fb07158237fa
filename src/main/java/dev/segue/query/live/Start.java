package dev.segue.query.live;

/** Where somebody begins to read the changes. */
public sealed interface Start {

    /** With what happens from now on. */
    record Now() implements Start {}

    /** With what was missed since then. */
    record Missed(Position since) implements Start {}

    /** With the newest that are kept, so many of them at most, the oldest of them first. */
    record Recent(int most) implements Start {}
}
