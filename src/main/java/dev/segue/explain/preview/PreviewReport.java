package dev.segue.explain.preview;

import dev.segue.explain.words.Figures;
import java.util.List;
import java.util.Locale;

/** A tally as text, for people at a terminal. */
public final class PreviewReport {

    private PreviewReport() {}

    /** The tally in lines, each ended. */
    public static String of(PreviewTally tally) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Previewed at %s on %,d customers%s%n",
                Figures.instant(tally.clock()),
                tally.customers(),
                state(tally.state())));
        if (tally.segments().isEmpty()) {
            text.append(String.format("%nNothing would change: the segments are as published.%n"));
        }
        tally.segments().forEach(segment -> append(segment, text));
        return text.toString();
    }

    private static String state(PreviewTally.State state) {
        return switch (state) {
            case DONE -> "";
            case RUNNING -> " so far";
            case CANCELLED -> "; cancelled, so these are not all";
        };
    }

    private static void append(SegmentPreview segment, StringBuilder text) {
        text.append(String.format("%n%s  %s%n", segment.segmentId(), segment.name()));
        text.append(String.format(
                Locale.ROOT,
                "  members  %,12d  %.2f %%, %,d now%s%n",
                segment.members(),
                100 * segment.share(),
                segment.published(),
                inexact(segment.inexact())));
        append("enter", segment.entering(), segment.enteringSample(), text);
        append("leave", segment.leaving(), segment.leavingSample(), text);
        for (PastSize size : segment.history()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s %,9d%s%n",
                    Figures.instant(size.at()).substring(0, 10),
                    size.members(),
                    inexact(size.inexact())));
        }
        segment.approximations().forEach(sentence -> text.append(String.format("  %s%n", sentence)));
    }

    private static void append(String what, long count, List<String> sample, StringBuilder text) {
        String names =
                sample.isEmpty() ? "" : "  " + String.join(", ", sample) + (count > sample.size() ? ", ..." : "");
        text.append(String.format(Locale.ROOT, "  %-7s  %,12d%s%n", what, count, names));
    }

    private static String inexact(long customers) {
        return customers == 0
                ? ""
                : String.format(Locale.ROOT, "; inexact for %,d customers, of whom not all is kept", customers);
    }
}
