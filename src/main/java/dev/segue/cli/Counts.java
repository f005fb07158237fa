package dev.segue.cli;

import dev.segue.replay.Intake;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints counts as people read them. */
final class Counts {

    private Counts() {}

    /** The number and the noun, as in {@code 1 segment} or {@code 2,000 segments}. */
    static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** A line for each reason for which lines of the file were left out. */
    static void printLeftOut(Intake intake, PrintWriter err) {
        intake.leftOut()
                .forEach((reason, rows) -> err.println("left out " + of(rows.rows(), "row") + ": " + reason
                        + " (the first: "
                        + (rows.detail() == null ? "line " + rows.firstLine() : rows.detail()) + ")"));
    }
}
