package dev.segue.replay;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came of the rows of a file: events by kind, and rows left out by reason, each with the first line it befell. */
public final class Intake {

    /**
     * Rows left out for one reason.
     *
     * @param rows how many
     * @param firstLine the line of the first, from 1
     * @param detail more about the first, or null
     */
    public record LeftOut(long rows, long firstLine, String detail) {}

    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();

    /** Counts a row that made no event. */
    public void leaveOut(String reason, long line) {
        leaveOut(reason, line, null);
    }

    /** Counts a row that made no event, with more about it than the reason; only the first row's is kept. */
    public void leaveOut(String reason, long line, String detail) {
        leftOut.merge(
                reason,
                new LeftOut(1, line, detail),
                (known, one) -> new LeftOut(known.rows + 1, known.firstLine, known.detail));
    }

    /** Counts an event. */
    public void count(CustomerEvent event) {
        events.merge(kindOf(event), 1L, Long::sum);
    }

    /** Events so far. */
    public long total() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Events by kind, kinds in alphabetical order. */
    public Map<String, Long> events() {
        return new TreeMap<>(events);
    }

    /** Rows left out by reason, in the order in which the reasons came up. */
    public Map<String, LeftOut> leftOut() {
        return new LinkedHashMap<>(leftOut);
    }

    private static String kindOf(CustomerEvent event) {
        if (event instanceof Click) {
            return "click";
        }
        if (event instanceof Purchase) {
            return "purchase";
        }
        if (event instanceof ProfileUpdate) {
            return "profile";
        }
        return event instanceof Forget ? "tombstone" : "refund";
    }
}
