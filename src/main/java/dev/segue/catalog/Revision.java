package dev.segue.catalog;

import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.PublishedDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What publishing a set of definitions does to those that are published.
 *
 * @param created the first versions of new segments
 * @param changed the next versions of segments that say something else than before
 * @param unchanged ids of segments that say the same, and of those that stay though they were not spoken of
 * @param retired ids of segments that go
 * @param after all that are published afterwards, by id
 */
public record Revision(
        List<PublishedDefinition> created,
        List<PublishedDefinition> changed,
        List<String> unchanged,
        List<String> retired,
        SortedMap<String, PublishedDefinition> after) {

    /**
     * Plans it.
     *
     * @param published what is published, by id
     * @param wanted definitions to publish; ids are unique
     * @param prune whether segments that are not wanted are retired; otherwise they stay
     */
    public static Revision plan(
            Map<String, PublishedDefinition> published,
            List<SegmentDefinition> wanted,
            boolean prune,
            Edition edition) {
        List<PublishedDefinition> created = new ArrayList<>();
        List<PublishedDefinition> changed = new ArrayList<>();
        Set<String> unchanged = new TreeSet<>(published.keySet());
        for (SegmentDefinition definition : wanted) {
            PublishedDefinition before = published.get(definition.id());
            if (before == null) {
                created.add(edition.first(definition));
            } else if (!saysTheSame(before, definition)) {
                changed.add(edition.next(before, definition));
                unchanged.remove(definition.id());
            }
        }
        Set<String> retired = prune ? notAmong(wanted, published.keySet()) : Set.of();
        unchanged.removeAll(retired);
        SortedMap<String, PublishedDefinition> after = new TreeMap<>(published);
        created.forEach(one -> after.put(one.definition().id(), one));
        changed.forEach(one -> after.put(one.definition().id(), one));
        retired.forEach(after::remove);
        return new Revision(created, changed, List.copyOf(unchanged), List.copyOf(retired), after);
    }

    private static boolean saysTheSame(PublishedDefinition published, SegmentDefinition wanted) {
        return Definitions.write(List.of(published.definition())).equals(Definitions.write(List.of(wanted)));
    }

    private static Set<String> notAmong(List<SegmentDefinition> wanted, Set<String> ids) {
        Set<String> others = new TreeSet<>(ids);
        others.removeAll(wanted.stream().map(SegmentDefinition::id).collect(Collectors.toSet()));
        return others;
    }

    /** What is to be written, by id: the new version, or null for a segment that is retired. */
    public Map<String, PublishedDefinition> writes() {
        Map<String, PublishedDefinition> writes = new LinkedHashMap<>();
        created.forEach(one -> writes.put(one.definition().id(), one));
        changed.forEach(one -> writes.put(one.definition().id(), one));
        retired.forEach(id -> writes.put(id, null));
        return writes;
    }

    /** All definitions that are published afterwards. */
    public List<SegmentDefinition> definitions() {
        return after.values().stream().map(PublishedDefinition::definition).toList();
    }
}
