package dev.segue.assignment;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a set of definitions as they are on the topic. */
final class SetCompiler implements DefinitionsFeed.Compiler {

    private final DefinitionRecords records;
    private final Limits limits;

    SetCompiler(DefinitionRecords records, Limits limits) {
        this.records = records;
        this.limits = limits;
    }

    @Override
    public SegmentSet compile(Map<String, byte[]> sources) throws InvalidDefinitions {
        List<SegmentDefinition> definitions = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        sources.forEach((id, value) -> {
            try {
                definitions.add(records.read(DefinitionRecords.key(id), value).definition());
            } catch (Refusal e) {
                unreadable.add(new Problem(id, 1, 1, e.getMessage(), ""));
            }
        });
        if (!unreadable.isEmpty()) {
            throw new InvalidDefinitions(unreadable);
        }
        return Definitions.compile(definitions, limits);
    }
}
