package dev.segue.query.state;

import java.util.OptionalLong;

/** One partition, held here; only good within the question that it was handed to. */
public interface LocalPartition {

    LocalCustomers customers();

    LocalMembers members();

    LocalProgress progress();

    LocalPreviews previews();

    /** The instance that holds it. */
    InstanceStanding instance();

    /** By what the task assigns. */
    SegmentsInForce segments() throws NotHere;

    /** By how many milliseconds a standby's copy may be behind what the owner has; empty where the task works here. */
    OptionalLong staleness();
}
