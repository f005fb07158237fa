package dev.segue.query.state;

import dev.segue.membership.tally.Overlaps;
import dev.segue.membership.tally.Turnover;
import dev.segue.membership.tally.TurnoverStep;
import java.util.List;
import java.util.Map;

/** Where the task of a partition stands, and what it counts. */
public interface LocalProgress {

    /** Its clock, epoch milliseconds; 0 before the first record. */
    long clock();

    /** The version of the definition set in force; -1 for none. */
    long definitions();

    /** The clock at which that set came into force, epoch milliseconds. */
    long definitionsSince();

    /** The definitions of that set as they were on their topic, by segment id. */
    Map<String, byte[]> inForce();

    /** How many customers it knows. */
    long known();

    /** How many of them are in each segment; those without are absent. */
    Map<String, Long> sizes();

    /** How many of them are in both of two segments; pairs without are absent. */
    Map<Overlaps.Pair, Long> overlaps();

    /** Who came and went, by segment. */
    Map<String, Turnover> turnovers();

    /** Who came and went in a segment in the steps of the last two days in which anybody did, in no order. */
    List<TurnoverStep> steps(String segmentId);

    /** The clock from which on they were counted, epoch milliseconds; -1 for always. */
    long stepsSince();

    /** How many customers the set in force has been applied to so far. */
    long backfilled();

    /** How many changes came of that. */
    long backfillChanges();

    /** Whether customers have yet to be brought up. */
    boolean backfilling();
}
