package dev.segue.catalog;

import dev.segue.rule.Definitions;
import dev.segue.rule.SegmentDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * A definition as it stands in the definitions topic.
 *
 * @param definition with its version
 * @param updatedAt when this version was published, epoch milliseconds
 * @param author who published it, or null
 * @param comment why, or null
 * @param history the versions before it, oldest first; the last {@value #KEPT}
 */
public record Published(
        SegmentDefinition definition, long updatedAt, String author, String comment, List<Version> history) {

    /** How many earlier versions are kept. */
    public static final int KEPT = 20;

    /**
     * An earlier version.
     *
     * @param text the definition as YAML
     */
    public record Version(int version, long updatedAt, String author, String comment, String text) {}

    /** The first version of a definition. */
    static Published first(SegmentDefinition definition, Edition edition) {
        return of(definition, 1, edition, List.of());
    }

    /** The version after this one. */
    Published next(SegmentDefinition changed, Edition edition) {
        List<Version> versions = new ArrayList<>(history);
        String text = Definitions.write(List.of(definition));
        versions.add(new Version(definition.version(), updatedAt, author, comment, text));
        List<Version> kept = versions.subList(Math.max(0, versions.size() - KEPT), versions.size());
        return of(changed, definition.version() + 1, edition, List.copyOf(kept));
    }

    /** Whether another definition is equal to this one, its version aside. */
    boolean says(SegmentDefinition other) {
        return definition.equals(versioned(other, definition.version()));
    }

    private static Published of(SegmentDefinition definition, int version, Edition edition, List<Version> history) {
        return new Published(
                versioned(definition, version), edition.publishedAt(), edition.author(), edition.comment(), history);
    }

    private static SegmentDefinition versioned(SegmentDefinition of, int version) {
        return new SegmentDefinition(
                of.id(),
                of.name(),
                of.description(),
                of.owner(),
                of.tier(),
                of.rollsUpTo(),
                of.enter(),
                of.exit(),
                of.stay(),
                of.cooldown(),
                of.holdout(),
                version);
    }
}
