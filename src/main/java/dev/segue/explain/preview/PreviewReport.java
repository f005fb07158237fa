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
        append("now", segment.published(), "", text);
        String share = String.format(Locale.ROOT, "%.2f %% of all", 100 * segment.share());
        String members = names(segment.sample(), segment.members());
        String inexact = inexact(segment.inexact());
        append("then", segment.members(), inexact.isEmpty() ? share : share + "; " + inexact, text);
        if (!members.isEmpty()) {
            text.append(String.format("  %-10s  %12s  %s%n", "", "", members));
        }
        append("enter", segment.entering(), names(segment.enteringSample(), segment.entering()), text);
        append("leave", segment.leaving(), names(segment.leavingSample(), segment.leaving()), text);
        for (PastSize size : segment.history()) {
            String day = Figures.instant(size.at()).substring(0, 10);
            append(day, size.members(), inexact(size.inexact()), text);
        }
        segment.approximations().forEach(sentence -> text.append(String.format("  %s%n", sentence)));
    }

    private static void append(String what, long count, String more, StringBuilder text) {
        String line = String.format(Locale.ROOT, "  %-10s  %,12d  %s", what, count, more);
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }

    private static String names(List<String> sample, long count) {
        return String.join(", ", sample) + (!sample.isEmpty() && count > sample.size() ? ", ..." : "");
    }

    private static String inexact(long customers) {
        return customers == 0
                ? ""
                : String.format(Locale.ROOT, "inexact for %,d customers, of whom not all is kept", customers);
    }
}
