package dev.segue.explain.preview;

import java.util.ArrayList;
import java.util.List;

/**
 * What a preview is to find out. Previews whose tallies are to be added up need equal terms, but for the clock.
 *
 * @param clock now, epoch milliseconds: as if published at this instant
 * @param history the past instants for which sizes are wanted, ascending, none after the clock, epoch milliseconds
 * @param sampleSize customers named of each kind at most
 * @param seed decides which customers are named
 */
public record PreviewTerms(long clock, List<Long> history, int sampleSize, long seed) {

    private static final long DAY = 24L * 60 * 60 * 1000;

    public PreviewTerms {
        history = List.copyOf(history);
        if (sampleSize < 0) {
            throw new IllegalArgumentException(
                    "a sample of " + sampleSize + " customers cannot be drawn; ask for 0 or more");
        }
    }

    /** The beginnings of the last so many UTC days, today's included, ascending. */
    public static List<Long> lastDays(int days, long clock) {
        List<Long> beginnings = new ArrayList<>();
        long today = Math.floorDiv(clock, DAY) * DAY;
        for (int i = days - 1; i >= 0; i--) {
            beginnings.add(today - i * DAY);
        }
        return beginnings;
    }
}
