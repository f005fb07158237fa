package dev.segue.query.api;

import dev.segue.metric.Totals;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How much this instance does a second, over the last seconds; to be told each second that one has passed. */
final class Pulse {

    private static final int SECONDS = 10;
    private static final double NANOS = 1e9;

    private final Supplier<Totals> totals;
    private final LongSupplier nanos;
    private final Deque<Beat> beats = new ArrayDeque<>();

    private record Beat(long nanos, Totals totals) {}

    /** Per second. */
    record Rates(double events, double changes) {}

    Pulse(Supplier<Totals> totals, LongSupplier nanos) {
        this.totals = totals;
        this.nanos = nanos;
        beat();
    }

    final synchronized void beat() {
        beats.addLast(new Beat(nanos.getAsLong(), totals.get()));
        if (beats.size() > SECONDS + 1) {
            beats.removeFirst();
        }
    }

    synchronized Rates rates() {
        Beat first = beats.getFirst();
        Beat last = beats.getLast();
        double seconds = (last.nanos() - first.nanos()) / NANOS;
        return seconds <= 0
                ? new Rates(0, 0)
                : new Rates(
                        (last.totals().events() - first.totals().events()) / seconds,
                        (last.totals().changes() - first.totals().changes()) / seconds);
    }
}
