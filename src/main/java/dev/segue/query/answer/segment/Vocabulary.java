package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.Staleness;
import dev.segue.query.answer.segment.VocabularyPart.Kind;
import dev.segue.query.answer.segment.VocabularyPart.Use;
import dev.segue.rule.language.Function;
import dev.segue.wire.PublishedDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What authors can write rules with: what was seen of some customers, the segments there are, and the language.
 *
 * @param sampled how many customers were looked at, the first of each partition by their ids; what only others have is missing
 * @param customers how many are known
 * @param events entry types, those of most customers first
 * @param attributes of profiles, by name
 * @param staleness null where all comes from the owners; else by how many milliseconds the oldest part may be behind its owner
 */
public record Vocabulary(
        long sampled,
        long customers,
        List<EventType> events,
        List<Property> attributes,
        List<SegmentName> segments,
        List<Function> functions,
        @Nullable Long staleness) {

    /** A value that fewer customers share may tell who one of them is. */
    private static final long SHARED_BY = 5;

    private static final int MOST_EXAMPLES = 8;

    /**
     * An entry type.
     *
     * @param customers how many of the sample have such entries
     */
    public record EventType(String type, long customers, List<Property> properties) {}

    /**
     * A property of entries, or an attribute of profiles.
     *
     * @param kinds of its values, the most frequent first
     * @param examples values that at least five customers of the sample share, the most frequent first; of lists of many different
     *     values there may be none
     */
    public record Property(String name, List<Kind> kinds, List<String> examples) {}

    /** A published segment. */
    public record SegmentName(String id, String name) {}

    /** All partitions together. */
    public static Vocabulary of(List<VocabularyPart> parts, long customers, Collection<PublishedDefinition> published) {
        Map<String, Long> holders = new TreeMap<>();
        Map<String, List<Map<String, Use>>> properties = new TreeMap<>();
        for (VocabularyPart part : parts) {
            part.events().forEach((type, seen) -> {
                holders.merge(type, seen.customers(), Long::sum);
                properties.computeIfAbsent(type, any -> new ArrayList<>()).add(seen.properties());
            });
        }
        List<EventType> events = new ArrayList<>();
        holders.forEach((type, count) -> events.add(new EventType(type, count, properties(properties.get(type)))));
        events.sort(Comparator.comparingLong(EventType::customers).reversed());
        return new Vocabulary(
                parts.stream().mapToLong(VocabularyPart::sampled).sum(),
                customers,
                events,
                properties(parts.stream().map(VocabularyPart::attributes).toList()),
                published.stream()
                        .map(one -> new SegmentName(
                                one.definition().id(), one.definition().name()))
                        .toList(),
                Function.ALL,
                Staleness.ofAll(parts, VocabularyPart::staleness));
    }

    private static List<Property> properties(List<Map<String, Use>> parts) {
        Map<String, Map<Kind, Long>> kinds = new TreeMap<>();
        Map<String, Map<String, Long>> values = new TreeMap<>();
        parts.forEach(part -> part.forEach((name, use) -> {
            add(use.kinds(), kinds.computeIfAbsent(name, any -> new TreeMap<>()));
            add(use.values(), values.computeIfAbsent(name, any -> new TreeMap<>()));
        }));
        List<Property> properties = new ArrayList<>();
        kinds.forEach((name, counts) ->
                properties.add(new Property(name, mostFirst(counts, 1), mostFirst(values.get(name), SHARED_BY))));
        return properties;
    }

    private static <K> void add(Map<K, Long> counts, Map<K, Long> sums) {
        counts.forEach((key, count) -> sums.merge(key, count, Long::sum));
    }

    private static <K extends Comparable<K>> List<K> mostFirst(Map<K, Long> counts, long least) {
        return counts.entrySet().stream()
                .filter(one -> one.getValue() >= least)
                .sorted(Map.Entry.<K, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_EXAMPLES)
                .map(Map.Entry::getKey)
                .toList();
    }
}
