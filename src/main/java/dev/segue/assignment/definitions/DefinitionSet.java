package dev.segue.assignment.definitions;

import dev.segue.rule.SegmentSet;
import java.util.Map;

/**
 * A complete, valid set of definitions as it stood on the topic at an offset.
 *
 * @param version the offset of the last record that belongs to it; -1 for the set before any
 * @param segments ready to be evaluated
 * @param sources the definitions as they were on the topic, by segment id
 */
public record DefinitionSet(long version, SegmentSet segments, Map<String, byte[]> sources) {

    public static final DefinitionSet NONE = new DefinitionSet(-1, SegmentSet.EMPTY, Map.of());
}
