package dev.segue.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a long job has come: a bar that is drawn over where a terminal reads along, else a line now and then. */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier millis;
    private final String what;
    private final long started;
    private long shownAt;

    /**
     * @param millis the time passed, in milliseconds from anywhere
     * @param what is counted, in the plural
     */
    Progress(PrintWriter err, boolean terminal, LongSupplier millis, String what) {
        this.err = err;
        this.terminal = terminal;
        this.millis = millis;
        this.what = what;
        this.started = millis.getAsLong();
        this.shownAt = started;
    }

    /** Whether standard error goes to a terminal: the launcher knows, Java does not. */
    static boolean onTerminal() {
        return Boolean.getBoolean("segue.terminal");
    }

    /**
     * Shows it, if it was not shown lately.
     *
     * @param share how much is done, 0 to 1
     */
    void showWhenDue(double share, long count) {
        if (millis.getAsLong() - shownAt >= (terminal ? 200 : 10_000)) {
            show(share, count);
        }
    }

    /** Shows that all is done, and leaves the line of the bar. */
    void end(long count) {
        if (terminal) {
            show(1, count);
            err.println();
        }
    }

    private void show(double share, long count) {
        shownAt = millis.getAsLong();
        long rate = count * 1000 / Math.max(1, shownAt - started);
        String numbers = String.format(Locale.ROOT, "%3d%%  %,d %s  %,d/s", (int) (share * 100), count, what, rate);
        if (terminal) {
            int done = (int) (share * WIDTH);
            err.print("\r[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] " + numbers + "   ");
        } else {
            err.println(numbers.strip());
        }
        err.flush();
    }
}
