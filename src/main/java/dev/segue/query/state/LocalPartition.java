package dev.segue.query.state;

import java.util.OptionalLong;

/** One partition, held here; only good within the question that it was handed to. */
public interface LocalPartition {

    LocalCustomers customers();

    LocalMembers members();

    LocalProgress progress();

    LocalPreviews previews();

    /** By how many milliseconds the clock of a standby's copy is behind the wall clock; empty where the task works here. */
    OptionalLong staleness();
}
