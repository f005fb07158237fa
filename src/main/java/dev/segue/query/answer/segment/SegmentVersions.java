package dev.segue.query.answer.segment;

import dev.segue.catalog.Difference;
import dev.segue.query.answer.Nullable;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.PublishedDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The versions of a segment's definition that are kept, the newest first. */
public record SegmentVersions(String segmentId, List<Version> versions) {

    /**
     * A version.
     *
     * @param updatedAt when it was published, epoch milliseconds
     * @param text the definition as YAML
     * @param diff how it differs from the version before, as lines of a unified diff; none for the oldest that is kept
     */
    public record Version(
            int version,
            long updatedAt,
            @Nullable String author,
            @Nullable String comment,
            String text,
            List<String> diff) {}

    /** Those of a published segment. */
    public static SegmentVersions of(PublishedDefinition published) {
        List<PublishedDefinition.Version> all = new ArrayList<>(published.history());
        all.add(new PublishedDefinition.Version(
                published.definition().version(),
                published.updatedAt(),
                published.author(),
                published.comment(),
                Definitions.write(List.of(published.definition()))));
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            PublishedDefinition.Version one = all.get(i);
            List<String> diff = i == 0 ? List.of() : difference(all.get(i - 1), one);
            versions.add(new Version(one.version(), one.updatedAt(), one.author(), one.comment(), one.text(), diff));
        }
        Collections.reverse(versions);
        return new SegmentVersions(published.definition().id(), versions);
    }

    private static List<String> difference(PublishedDefinition.Version before, PublishedDefinition.Version after) {
        return Difference.between(
                "version " + before.version(), before.text(), "version " + after.version(), after.text());
    }
}
