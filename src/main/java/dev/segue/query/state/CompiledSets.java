package dev.segue.query.state;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentSet;
import dev.segue.wire.DefinitionRecords;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The sets of segments that were asked for last, ready to be evaluated. Partitions are seldom at more than two. */
final class CompiledSets {

    private static final int MOST = 4;

    private final DefinitionRecords records;
    private final SegmentTerms terms;
    private final Map<Map<String, Integer>, SegmentSet> bySources = new LinkedHashMap<>(MOST, 0.75f, true);

    CompiledSets(DefinitionRecords records, SegmentTerms terms) {
        this.records = records;
        this.terms = terms;
    }

    SegmentTerms terms() {
        return terms;
    }

    /**
     * The set of these definitions.
     *
     * @param sources as they were on the topic, by segment id
     */
    synchronized SegmentSet of(Map<String, byte[]> sources) throws NotHere {
        Map<String, Integer> hashes = new TreeMap<>();
        sources.forEach((id, bytes) -> hashes.put(id, Arrays.hashCode(bytes)));
        SegmentSet known = bySources.get(hashes);
        if (known == null) {
            try {
                known = records.compile(sources, terms.limits());
            } catch (InvalidDefinitions e) {
                throw new NotHere("the segments in force cannot be read: " + e.getMessage());
            }
            bySources.put(hashes, known);
            if (bySources.size() > MOST) {
                bySources.remove(bySources.keySet().iterator().next());
            }
        }
        return known;
    }
}
