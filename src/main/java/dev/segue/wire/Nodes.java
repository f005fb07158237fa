package dev.segue.wire;

/** The names of the topology's nodes. */
public final class Nodes {

    public static final String CLICKSTREAM_SOURCE = "clickstream-source";
    public static final String PURCHASES_SOURCE = "purchases-source";
    public static final String CUSTOMER_PROFILES_SOURCE = "customer-profiles-source";
    public static final String SEGMENT_DEFINITIONS_SOURCE = "segment-definitions-source";
    public static final String KEEP_SEGMENT_DEFINITIONS = "keep-segment-definitions";
    public static final String ASSIGN_SEGMENTS = "assign-segments";
    public static final String SEGMENT_CHANGES_SINK = "segment-changes-sink";
    public static final String SEGMENT_MEMBERSHIPS_SINK = "segment-memberships-sink";
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    private Nodes() {}
}
