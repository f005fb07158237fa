package dev.segue.backtest;

import dev.segue.membership.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** What became of the events of a {@link Backtest}. */
public final class Tally {

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    long afterUntil;
    long changes;

    void count(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** Events that came to this. */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Events dated after the last instant that was evaluated, and so left out. */
    public long afterUntil() {
        return afterUntil;
    }

    /** Changes handed on. */
    public long changes() {
        return changes;
    }
}
