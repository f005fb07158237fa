package dev.segue.query.live;

import dev.segue.avro.SegmentChange;
import dev.segue.explain.Grounds;
import dev.segue.membership.Change;
import dev.segue.membership.Evidence;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.state.NotHere;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.PublishedDefinition;
import java.util.Optional;

/** Says why changes came about, by the version of the rule that decided, where that is still known. */
public final class Wording {

    private final KnownDefinitions definitions;
    private final Grounds grounds = new Grounds(this::nameOf);

    public Wording(KnownDefinitions definitions) {
        this.definitions = definitions;
    }

    /** One short sentence, to stand after a colon. */
    String of(SegmentChange change) {
        return grounds.of(new Grounds.Turn(
                Change.Type.valueOf(change.getType().name()),
                Change.Reason.valueOf(change.getReason().name()),
                change.getOccurredAt().toEpochMilli(),
                change.getEvidence().stream()
                        .map(one -> new Evidence(one.getExpression(), one.getValue()))
                        .toList(),
                decided(change.getSegmentId(), change.getSegmentVersion())));
    }

    private SegmentDefinition decided(String segmentId, int version) {
        Optional<PublishedDefinition> published = find(segmentId);
        if (published.isEmpty() || published.get().definition().version() == version) {
            return published.map(PublishedDefinition::definition).orElse(null);
        }
        return published.get().history().stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .map(Wording::read)
                .orElse(null);
    }

    private static SegmentDefinition read(PublishedDefinition.Version version) {
        try {
            return Definitions.read(version.text()).get(0);
        } catch (InvalidDefinitions otherThanItWas) {
            return null;
        }
    }

    private String nameOf(String segmentId) {
        return find(segmentId).map(one -> one.definition().name()).orElse(segmentId);
    }

    private Optional<PublishedDefinition> find(String segmentId) {
        try {
            return definitions.find(segmentId);
        } catch (NotHere notNow) {
            return Optional.empty();
        }
    }
}
