package dev.segue.query.state;

import dev.segue.membership.Outlooks;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.wire.DefinitionRecords;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sets of segments that were asked for last, ready to be evaluated, by version. Partitions are seldom at more than two. */
final class CompiledSets {

    private static final int MOST = 4;

    private final DefinitionRecords records;
    private final SegmentTerms terms;
    private final Map<Long, Outlooks> byVersion = new LinkedHashMap<>(MOST, 0.75f, true);

    CompiledSets(DefinitionRecords records, SegmentTerms terms) {
        this.records = records;
        this.terms = terms;
    }

    SegmentTerms terms() {
        return terms;
    }

    /** The set of a version; null where it is not at hand. */
    synchronized Outlooks of(long version) {
        return byVersion.get(version);
    }

    /**
     * Makes the set of a version ready.
     *
     * @param sources its definitions as they were on the topic, by segment id
     */
    synchronized Outlooks make(long version, Map<String, byte[]> sources) throws NotHere {
        try {
            Outlooks made = new Outlooks(records.compile(sources, terms.limits()), terms.holdoutSeed());
            byVersion.put(version, made);
            if (byVersion.size() > MOST) {
                byVersion.remove(byVersion.keySet().iterator().next());
            }
            return made;
        } catch (InvalidDefinitions e) {
            throw new NotHere("the segments in force cannot be read: " + e.getMessage());
        }
    }
}
