package dev.segue.query.answer;

import dev.segue.explain.preview.SegmentPreview;
import java.util.List;

/**
 * What drafts would make of the customers there are. While it runs, it is of those looked at so far.
 *
 * @param problem why it failed or was cancelled
 * @param clock as if published at this instant, epoch milliseconds
 * @param customers how many were looked at
 * @param known of how many
 * @param segments those whose memberships may change, by id, retired ones too; none of a preview that failed
 */
public record PreviewJob(
        String id,
        State state,
        @Nullable String problem,
        long clock,
        long customers,
        long known,
        List<SegmentPreview> segments) {

    /** How far it has come. */
    public enum State {
        /** Customers are still to come. */
        RUNNING,
        /** All were looked at. */
        DONE,
        /** It was given up: what is there is of some of the customers only. */
        CANCELLED,
        /** It could not be done. */
        FAILED
    }
}
