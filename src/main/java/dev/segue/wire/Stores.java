package dev.segue.wire;

/** The names of the state stores. */
public final class Stores {

    /** Customer to all that is kept of them. */
    public static final String CUSTOMER_TIMELINE = "customer-timeline-store";

    /** Segment and customer to the time since when; written on change only. */
    public static final String SEGMENT_MEMBER = "segment-member-store";

    /** The task's clock, definition set in force and backfill cursor. */
    public static final String TASK_PROGRESS = "task-progress-store";

    /** Segment id to definition; global. */
    public static final String SEGMENT_DEFINITIONS = "segment-definitions-store";

    private Stores() {}
}
