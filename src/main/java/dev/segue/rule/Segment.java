package dev.segue.rule;

import java.util.List;

/**
 * A segment ready to be evaluated.
 *
 * @param definition as its author wrote it
 * @param enter lets a customer in; of a roll-up, the union of its children
 * @param exit lets a member out; null for "enter no longer holds"
 * @param stayMillis the shortest membership; 0 for none
 * @param cooldownMillis the shortest time between leaving and entering again; 0 for none
 * @param holdout the share of customers marked HOLDOUT, 0 to 1
 * @param dependsOn ids of the segments that enter or exit ask of by {@code inSegment}
 */
public record Segment(
        SegmentDefinition definition,
        Expression enter,
        Expression exit,
        long stayMillis,
        long cooldownMillis,
        double holdout,
        List<String> dependsOn) {

    public String id() {
        return definition.id();
    }

    /** Its one or two rules: enter, and exit where there is one. */
    public List<Expression> rules() {
        return exit == null ? List.of(enter) : List.of(enter, exit);
    }
}
