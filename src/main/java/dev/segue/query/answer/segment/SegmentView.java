package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.PublishedDefinition;
import java.util.List;

/**
 * A published segment.
 *
 * @param updatedAt when this version was published, epoch milliseconds
 * @param size how many customers are in it
 * @param staleness null where the size comes from the owners; else by how many milliseconds the oldest part is behind
 */
public record SegmentView(
        String id,
        String name,
        @Nullable String description,
        @Nullable String owner,
        @Nullable String tier,
        @Nullable String rollsUpTo,
        @Nullable String enter,
        @Nullable String exit,
        @Nullable String stay,
        @Nullable String cooldown,
        @Nullable Double holdout,
        int version,
        long updatedAt,
        @Nullable String author,
        @Nullable String comment,
        @Nullable Long size,
        @Nullable Long staleness) {

    /** All segments, by id. */
    public record SegmentList(
            List<SegmentView> segments,
            long customers,
            @Nullable Long staleness) {}

    /** @param size null where it is not asked for */
    public static SegmentView of(PublishedDefinition published, Long size, Long staleness) {
        SegmentDefinition d = published.definition();
        return new SegmentView(
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
                d.version(),
                published.updatedAt(),
                published.author(),
                published.comment(),
                size,
                staleness);
    }
}
