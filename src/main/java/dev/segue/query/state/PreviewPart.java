package dev.segue.query.state;

import dev.segue.explain.preview.PreviewTally;

/**
 * What a preview has found in one partition.
 *
 * @param problem why it failed or was cancelled, or null
 * @param known how many customers the partition knows
 * @param tally null where there is no such preview
 */
public record PreviewPart(State state, String problem, long known, PreviewTally tally) {

    /** How far it has come. */
    public enum State {
        /** Customers are still to come. */
        RUNNING,
        /** All were looked at. */
        DONE,
        /** It was given up. */
        CANCELLED,
        /** It could not be done. */
        FAILED,
        /** There is no such preview: there was none, it is forgotten, or the partition was elsewhere then. */
        UNKNOWN,
        /** It was not begun: enough others are under way. */
        REFUSED
    }

    /** Of a preview that is not there. */
    public static PreviewPart none(State why) {
        return new PreviewPart(why, null, 0, null);
    }
}
