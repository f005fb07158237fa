package dev.segue.query.preview;

import dev.segue.catalog.Edition;
import dev.segue.catalog.Revision;
import dev.segue.membership.Outlook;
import dev.segue.query.definitions.Precondition;
import dev.segue.query.state.PreviewOrder;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The set in force in a partition, and what a draft would make of it.
 *
 * @param version of the set in force
 */
record Trial(long version, Outlook published, Outlook draft) {

    /** Makes trials. */
    record Maker(DefinitionRecords records, Limits limits, String holdoutSeed) {

        /**
         * The trial of an order in a partition.
         *
         * @param since the clock at which the set came into force
         * @param inForce that set, as it was on its topic
         * @throws NotYet if other segments are in force than those the drafts are to be held against
         */
        Trial make(PreviewOrder order, long version, long since, Map<String, byte[]> inForce) throws NotYet {
            SortedMap<String, PublishedDefinition> published = new TreeMap<>();
            try {
                for (Map.Entry<String, byte[]> one : inForce.entrySet()) {
                    byte[] key = DefinitionRecords.key(one.getKey());
                    published.put(one.getKey(), records.read(key, one.getValue()));
                }
                if (!tags(published).equals(order.published())) {
                    throw new NotYet();
                }
                SegmentSet now = Definitions.compile(definitions(published.values()), limits);
                SegmentSet then = Definitions.compile(drafted(order, published), limits);
                return new Trial(
                        version,
                        new Outlook(now, version, since, holdoutSeed),
                        new Outlook(then, version + 1, since, holdoutSeed));
            } catch (InvalidDefinitions | Refusal e) {
                throw new IllegalStateException("The set was valid when the preview was begun", e);
            }
        }

        private static List<SegmentDefinition> drafted(
                PreviewOrder order, SortedMap<String, PublishedDefinition> published) throws InvalidDefinitions {
            List<SegmentDefinition> changed = order.changed().isEmpty() ? List.of() : Definitions.read(order.changed());
            SortedMap<String, PublishedDefinition> staying = new TreeMap<>(published);
            staying.keySet().removeAll(order.retired());
            return Revision.plan(staying, changed, false, new Edition(0, null, null))
                    .definitions();
        }

        private static List<SegmentDefinition> definitions(Collection<PublishedDefinition> published) {
            return published.stream().map(PublishedDefinition::definition).toList();
        }
    }

    /** The tag of each segment, by id. */
    static Map<String, String> tags(Map<String, PublishedDefinition> published) {
        return published.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Precondition.tagOf(one.getValue())));
    }

    /** The partition has yet to take over the newest segments. */
    static final class NotYet extends Exception {

        private static final long serialVersionUID = 1L;

        private NotYet() {
            super("it has yet to take over the newest segments; /v1/backfill says how far it is", null, false, false);
        }
    }
}
