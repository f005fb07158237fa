package dev.segue.bench.peer.history;

/** Lengths of time in milliseconds. */
final class Span {

    private Span() {}

    static long minutes(long n) {
        return n * 60_000;
    }

    static long hours(long n) {
        return minutes(n * 60);
    }

    static long days(long n) {
        return hours(n * 24);
    }
}
