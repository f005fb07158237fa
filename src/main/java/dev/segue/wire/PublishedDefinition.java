package dev.segue.wire;

import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment's definition as it stands in the definitions topic.
 *
 * @param updatedAt when this version was published, epoch milliseconds
 * @param author who published it, or null
 * @param comment why it was changed, or null
 * @param history the versions before this one, oldest first, {@value #KEPT} at most
 */
public record PublishedDefinition(
        SegmentDefinition definition, long updatedAt, String author, String comment, List<Version> history) {

    /** How many earlier versions are kept. */
    public static final int KEPT = 20;

    /**
     * An earlier version.
     *
     * @param text the definition as YAML
     */
    public record Version(int version, long updatedAt, String author, String comment, String text) {}

    /** The first version of a segment; the definition's own version number is not looked at. */
    public static PublishedDefinition first(SegmentDefinition definition, long at, String author, String comment) {
        return new PublishedDefinition(numbered(definition, 1), at, author, comment, List.of());
    }

    /** The version after this one; the next definition's own version number is not looked at. */
    public PublishedDefinition succeededBy(SegmentDefinition next, long at, String author, String comment) {
        List<Version> versions = new ArrayList<>(history);
        versions.add(new Version(
                definition.version(), updatedAt, this.author, this.comment, Definitions.write(List.of(definition))));
        List<Version> kept = versions.subList(Math.max(0, versions.size() - KEPT), versions.size());
        return new PublishedDefinition(
                numbered(next, definition.version() + 1), at, author, comment, List.copyOf(kept));
    }

    private static SegmentDefinition numbered(SegmentDefinition d, int version) {
        return new SegmentDefinition(
                d.id(),
                d.name(),
                d.description(),
                d.owner(),
                d.tier(),
                d.rollsUpTo(),
                d.enter(),
                d.exit(),
                d.stay(),
                d.cooldown(),
                d.holdout(),
                version);
    }
}
